/** A page of the docs with this text between the marks of this name. */
export function intoPage(page: string, mark: string, text: string): string {
  const marks = new RegExp(`(<!-- begin: ${mark} -->)[^]*(<!-- end: ${mark} -->)`)
  if (!marks.test(page)) throw new Error(`The page has lost its marks ${mark}`)
  return page.replace(marks, (_, begin, end) => `${begin}\n\n${text}\n\n${end}`)
}
