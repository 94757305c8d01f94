import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** One public name and where it is declared. */
export interface PublicName {
  readonly name: string
  readonly symbol: ts.Symbol
  readonly declaration: ts.Declaration
}

/** The source files that the `exports` of the packages lead to. */
export function findEntries(root: string): string[] {
  const homes = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name))
  return homes.flatMap((home) => {
    const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest
    const targets = Object.values(manifest.exports).flatMap((target) => [...typesOf(target)])
    return [...new Set(targets)].map((target) => join(home, sourceOf(target))).filter(existsSync)
  })
}

interface Manifest {
  readonly exports: Record<string, Target>
}

type Target = string | { readonly [condition: string]: Target }

function* typesOf(target: Target): Iterable<string> {
  if (typeof target === 'string') {
    if (target.endsWith('.js')) yield target
    return
  }
  for (const inner of Object.values(target)) yield* typesOf(inner)
}

function sourceOf(built: string): string {
  return built.replace('./dist/', 'src/').replace(/\.js$/, '.ts')
}

/** What `entries` export and the program itself declares, each once. */
export function publicNames(program: ts.Program, entries: readonly string[]): PublicName[] {
  const checker = program.getTypeChecker()
  const found = new Map<ts.Declaration, PublicName>()
  for (const entry of entries) {
    const file = program.getSourceFile(entry)
    const module = file && checker.getSymbolAtLocation(file)
    for (const exported of module ? checker.getExportsOfModule(module) : []) {
      const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0
      const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported
      const [declaration] = symbol.declarations ?? []
      if (declaration === undefined || declaration.getSourceFile().isDeclarationFile) continue
      if (!found.has(declaration))
        found.set(declaration, { name: exported.name, symbol, declaration })
    }
  }
  return [...found.values()]
}
