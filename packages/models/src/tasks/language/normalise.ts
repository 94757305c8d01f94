const hyphens = /-+/g
const neitherLetterNorSpace = /[^\p{L}\p{M}\s]/gu
const spaces = /\s{2,}/g

/** How much of a text is read, in UTF-16 code units. */
export const longestText = 100_000

/**
 * The text as the network was trained on it: letters, their marks and single spaces, in lower case,
 * with a space at both ends. Only its first 100,000 characters are read.
 */
export function normalise(text: string): string {
  const letters = text
    .slice(0, longestText)
    .replace(hyphens, ' ')
    .replace(neitherLetterNorSpace, '')
    .replace(spaces, ' ')
    .toLowerCase()
    .trim()
  return ` ${letters} `
}
