const headerLine = /^[A-Za-z][A-Za-z0-9-]*:/
const mailboxLine = /^>?From \S+ .*\d{4}/
const tellingHeader =
  /^(from|to|cc|subject|received|return-path|delivered-to|message-id|mime-version|content-type):/i

/** How far the headers are looked for, in characters. */
const longestHeader = 4_000

/**
 * Whether a text is the raw source of a mail and not just its body: it begins with header lines, at
 * least one of which only mails have.
 */
export function isMailSource(text: string): boolean {
  const lines = text.slice(0, longestHeader).split(/\r?\n/)
  if (mailboxLine.test(lines[0] ?? '')) lines.shift()
  let telling = false
  for (const [index, line] of lines.entries()) {
    if (line === '') return telling
    const continues = index > 0 && /^[ \t]/.test(line)
    if (!continues && !headerLine.test(line)) return false
    telling ||= tellingHeader.test(line)
  }
  return telling
}

/**
 * The bytes of a mail's source. A string that some program has decoded already cannot say how: taken
 * for the mail's own bytes where each character fits one and no part claims to be UTF-8.
 */
export function mailBytes(source: string): Uint8Array {
  if (!/[^\0-\xff]/.test(source) && !/charset\s*=\s*["']?utf-?8/i.test(source)) {
    return Uint8Array.from(source, (character) => character.charCodeAt(0))
  }
  return new TextEncoder().encode(source)
}
