/**
 * What a token may be, most specific first; the group that matched is its kind. An address is no longer
 * than mail allows, so that long rows of dots are not searched again from each of them.
 */
const pattern = new RegExp(
  [
    /(?<link>(?:https?:\/\/|www\.)[^\s<>"]+)/,
    /(?<address>[\w.+-]{1,256}@[\w-]+(?:\.[\w-]+)+)/,
    /(?<money>[$£€]\s?\d[\d.,]*|\b(?:US\$|USD|EUR|GBP)\s?\d[\d.,]*)/,
    /(?<percent>\d[\d.,]*\s?%)/,
    /(?<number>\d[\d.,:/-]*)/,
    /(?<word>\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?)/u,
    /(?<cry>!+)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
)

const longestWord = 24

/**
 * Cuts a text into words in lower case. What differs from mail to mail is replaced by its kind:
 * `<link>`, `<address>`, `<money>`, `<percent>`, `<number>`; a word in capitals is preceded by
 * `<capitals>`, exclamation marks become `<cry>` or `<cries>`.
 */
export function tokens(text: string): string[] {
  const found: string[] = []
  for (const { groups = {}, 0: match } of text.matchAll(pattern)) {
    if (groups['word'] !== undefined) pushWord(found, match)
    else if (groups['cry'] !== undefined) found.push(match.length > 1 ? '<cries>' : '<cry>')
    else found.push(`<${Object.keys(groups).find((kind) => groups[kind] !== undefined)}>`)
  }
  return found
}

function pushWord(found: string[], word: string): void {
  const lower = word.toLowerCase()
  if (word.length > 3 && word === word.toUpperCase() && word !== lower) found.push('<capitals>')
  found.push(lower.replace('’', "'").slice(0, longestWord))
}
