/** What one or more sections of a page tell to do. */
export interface Recipe {
  /** Text by path, as named in the first line of a fence: `// main.ts`, `<!-- public/index.html -->`. */
  readonly files: ReadonlyMap<string, string>
  /** The names after `npm install`. */
  readonly packages: readonly string[]
  /** Every other line of the last section's `sh` fences. */
  readonly commands: readonly string[]
}

const fence = /^```(?<language>\w+)[^\n]*\n(?<code>.*?)^```$/gms
const firstLine = /^(?:\/\/|<!--) (?<path>[\w./-]+\.(?:ts|js|html))\b/

/**
 * The recipe in the named sections of a page, and of a later section where two name the same file.
 * There is no copy of the page's code elsewhere that could differ from it.
 */
export function readRecipe(page: string, sections: readonly string[]): Recipe {
  const fences = sections.map((section) => [...sectionOf(page, section).matchAll(fence)])
  const code = fences.flat().flatMap(({ groups }) => {
    const path = firstLine.exec(groups!['code']!)?.groups!['path']
    return path === undefined ? [] : [[path, groups!['code']!] as const]
  })
  const lines = fences.map((ofSection) => ofSection.flatMap(({ groups }) => shellLines(groups!)))
  return {
    files: new Map(code),
    packages: lines.flat().filter(isInstall).flatMap(packagesIn),
    commands: lines.at(-1)!.filter((line) => !isInstall(line)),
  }
}

function sectionOf(page: string, title: string): string {
  const found = page.split(/^## /m).find((section) => section.startsWith(`${title}\n`))
  if (found === undefined) throw new Error(`the page has no section "${title}"`)
  return found
}

function shellLines({ language, code }: Record<string, string>): string[] {
  return language === 'sh' ? code!.trim().split('\n') : []
}

function isInstall(line: string): boolean {
  return line.startsWith('npm install ')
}

function packagesIn(line: string): string[] {
  const [, , ...words] = line.split(' ')
  return words.filter((word) => !word.startsWith('-'))
}
