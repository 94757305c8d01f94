import { readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import ts from 'typescript'
import { namedBy, resolveAlias, textOf } from './declarations.ts'

interface Manifest {
  readonly name: string
  readonly exports: Record<string, Target>
}

type Target = string | { readonly types: string }

/** The public surface of the package in `home` as a page, from the types that it ships. */
export function apiReport(home: string): string {
  const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest
  const entries = Object.entries(manifest.exports).flatMap(([path, target]) =>
    typeof target === 'string'
      ? []
      : [{ name: manifest.name + path.slice(1), file: join(home, target.types) }],
  )
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
    },
  )
  const surface = new Surface(program, join(home, 'dist') + sep)
  const sections = entries.map(({ name, file }) => `\n## ${name}\n${surface.sectionOf(name, file)}`)
  return head(manifest.name) + sections.join('') + surface.unexported()
}

const head = (name: string): string => `# The public surface of ${name}

Written by \`npm run api\` from the types that the package ships; \`npm test\` fails where they differ. A
change of this page is a change that adopters may notice: it needs a changeset.
`

/** What has been told so far, so that each declaration stands once. */
class Surface {
  readonly #checker: ts.TypeChecker
  readonly #program: ts.Program
  readonly #own: string
  /** The import from which each symbol was first told. */
  readonly #told = new Map<ts.Symbol, string>()

  constructor(program: ts.Program, own: string) {
    this.#program = program
    this.#checker = program.getTypeChecker()
    this.#own = own
  }

  sectionOf(entry: string, file: string): string {
    const module = this.#checker.getSymbolAtLocation(this.#program.getSourceFile(file)!)!
    const exported = [...this.#checker.getExportsOfModule(module)].sort(byName)
    return exported.map((it) => this.#export(it, entry)).join('')
  }

  #export(exported: ts.Symbol, entry: string): string {
    const symbol = resolveAlias(exported, this.#checker)
    const first = this.#told.get(symbol)
    if (first !== undefined) return `\n### ${exported.name}\n\nAs in \`${first}\`.\n`
    this.#told.set(symbol, entry)
    const foreign = this.#isOwn(symbol) ? undefined : packageOf(symbol)
    if (foreign !== undefined) return `\n### ${exported.name}\n\nAs in \`${foreign}\`.\n`
    return `\n### ${exported.name}\n${fence(textOf(symbol))}`
  }

  /** Types without a name to import, on which those with one are built. */
  unexported(): string {
    const found: ts.Symbol[] = []
    const open = [...this.#told.keys()].filter((symbol) => this.#isOwn(symbol))
    for (let symbol = open.shift(); symbol !== undefined; symbol = open.shift()) {
      for (const named of namedBy(symbol, this.#checker)) {
        if (this.#told.has(named) || !this.#isOwn(named)) continue
        this.#told.set(named, '')
        found.push(named)
        open.push(named)
      }
    }
    const told = found.sort(byName).map((it) => `\n### ${it.name}\n${fence(textOf(it))}`)
    return told.length === 0 ? '' : `\n## Not exported, but part of what is\n${told.join('')}`
  }

  #isOwn({ flags, declarations = [] }: ts.Symbol): boolean {
    if (flags & ts.SymbolFlags.TypeParameter) return false
    return declarations.some((it) => it.getSourceFile().fileName.startsWith(this.#own))
  }
}

/** The package that declares a symbol. */
function packageOf({ declarations = [] }: ts.Symbol): string | undefined {
  const path = declarations[0]?.getSourceFile().fileName ?? ''
  const library = /\/packages\/([^/]+)\/dist\//.exec(path)?.[1]
  if (library !== undefined) return `@troupe/${library}`
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]
}

// `mts`, for the examples of the docs are in `ts`.
const fence = (code: string): string => `\n\`\`\`mts\n${code}\n\`\`\`\n`

const byName = (a: ts.Symbol, b: ts.Symbol): number => (a.name < b.name ? -1 : 1)
