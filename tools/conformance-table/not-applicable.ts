/** A case that is not Troupe's to have. */
export interface NotApplicable {
  readonly id: string
  readonly reason: string
  readonly instead: string
}

/** The heading in `docs/semantics.md` whose table lists them. */
export const heading = 'Cases that are not Troupe’s'

const row = /^\| *(?<id>[SJ]\d+) *\| *(?<reason>[^|]*[^|\s]) *\| *(?<instead>[^|]*[^|\s]) *\|$/

/** Reads the table below {@link heading}: `| id | reason | what Troupe does instead |`. */
export function readNotApplicable(page: string): NotApplicable[] {
  const lines = page.split('\n')
  const start = lines.indexOf(`## ${heading}`)
  if (start === -1) return []
  const after = lines.slice(start + 1)
  const end = after.findIndex((line) => line.startsWith('## '))
  return (end === -1 ? after : after.slice(0, end)).flatMap((line) => {
    if (!/^\| *[SJ]\d/.test(line)) return []
    const cells = row.exec(line)?.groups
    if (cells === undefined) throw new Error(`a line needs id, reason and what instead: ${line}`)
    return [cells as unknown as NotApplicable]
  })
}
