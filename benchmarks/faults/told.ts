const longest = 90

/** What somebody caught, in one short line. */
export function tell(caught: unknown): string {
  const line = words(caught).replaceAll(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}

function words(caught: unknown): string {
  if (typeof caught !== 'object' || caught === null) return String(caught)
  const { name, code, message } = caught as Partial<Record<'name' | 'code' | 'message', unknown>>
  const said = [name, code, message].filter((part) => typeof part === 'string' && part !== '')
  return said.length === 0 ? JSON.stringify(caught) : said.join(': ')
}
