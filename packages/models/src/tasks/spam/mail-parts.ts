import PostalMime, { type Email } from 'postal-mime'

/** Lines that begin a part, or look as if they did: each costs the parser a moment. */
const mostParts = 1_000

/** How deep mails in a mail are read. */
const deepest = 10

/**
 * Parses a mail up to its 1,000th part. Mails in it are opened one level after the other, and no
 * further where they have more parts together: their encoding may hide those until then.
 *
 * @throws {Error} The nesting of its parts or its headers exceed what a mail may have.
 */
export async function parseMail(source: Uint8Array): Promise<Email> {
  const bytes = source.subarray(0, delimiters(source)[mostParts])
  let parts = 0
  for (let depth = 0; ; depth++) {
    const email = await PostalMime.parse(bytes, { maxRfc822NestingDepth: depth })
    const closed = email.attachments.filter(({ rfc822DepthExceeded }) => rfc822DepthExceeded)
    for (const { content } of closed)
      parts += delimiters(new Uint8Array(content as ArrayBuffer)).length
    if (closed.length === 0 || depth === deepest || parts > mostParts) return email
  }
}

/** Where lines begin with two dashes, and no more of them than tell that they are too many. */
function delimiters(bytes: Uint8Array): number[] {
  const dash = 0x2d
  const lineFeed = 0x0a
  const found: number[] = []
  for (let at = 0, end = 0; end >= 0 && found.length <= mostParts; at = end + 1) {
    if (bytes[at] === dash && bytes[at + 1] === dash) found.push(at)
    end = bytes.indexOf(lineFeed, at)
  }
  return found
}
