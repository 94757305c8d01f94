/** One thing that a page tells its reader to do. */
export type Step =
  | { readonly kind: 'run'; readonly line: string }
  | { readonly kind: 'file'; readonly name: string; readonly code: string }
  /** Code without a name, to be tried. */
  | {
      readonly kind: 'try'
      readonly code: string
      readonly line: number
      readonly browser: boolean
    }

const fence = /^```(?<language>\w+)(?<flags>[^\n]*)\n(?<code>.*?)^```$/gms
const named = /^(?:\/\/|<!--) (?<path>[\w./-]+\.(?:js|html))\b/

/** What a page of Markdown tells to do, from top to bottom; with `sections`, what these do. */
export function stepsOf(page: string, sections?: readonly string[]): Step[] {
  const skipped = sections === undefined ? () => false : outside(page, sections)
  return [...page.matchAll(fence)].flatMap((match) =>
    skipped(match.index) ? [] : stepsIn(match, page),
  )
}

function stepsIn({ groups, index }: RegExpExecArray, page: string): Step[] {
  const { language, flags, code } = groups as Record<'language' | 'flags' | 'code', string>
  if (language === 'sh') {
    return code
      .trim()
      .split('\n')
      .map((line) => ({ kind: 'run', line: line.replace(/\s+#.*$/, '') }))
  }
  const name =
    language === 'ts' ? /file=(\S+)/.exec(flags)?.[1] : named.exec(code)?.groups?.['path']
  if (name !== undefined) return [{ kind: 'file', name, code }]
  if (language !== 'ts' || flags.includes('no-run')) return []
  const line = page.slice(0, index).split('\n').length
  return [{ kind: 'try', code, line, browser: flags.includes('browser') }]
}

/** Tells whether a place of the page is in none of these sections. */
function outside(page: string, sections: readonly string[]): (at: number) => boolean {
  const headings = [...page.matchAll(/^## (.+)$/gm)]
  const missing = sections.filter((title) => !headings.some((it) => it[1] === title))
  if (missing.length > 0) throw new Error(`the page has no section "${missing.join('", "')}"`)
  return (at) => {
    const heading = headings.findLast(({ index }) => index < at)
    return heading === undefined || !sections.includes(heading[1]!)
  }
}
