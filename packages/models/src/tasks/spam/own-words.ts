const quoted = /^[ \t]*(>|\|)/
const footer = /^[ \t]*(_{20,}|-{40,}|-{10}.*~-->)[ \t]*$/

/** A footer is at most this many lines. */
const longestFooter = 14

/**
 * The lines that the sender wrote: without those quoted from others and without the footer that a
 * mailing list adds. All lines, where nothing else would be left.
 */
export function ownWords(text: string): string {
  const lines = text.trimEnd().split(/\r?\n/)
  const from = Math.max(1, lines.length - longestFooter)
  const end = lines.findIndex((line, index) => index >= from && footer.test(line))
  const own = lines.slice(0, end === -1 ? lines.length : end).filter((line) => !quoted.test(line))
  const kept = own.join('\n')
  return /\p{L}/u.test(kept) ? kept : text
}
