import { posix } from 'node:path'
import ts from 'typescript'

/** Sources by path, relative to the repository and with `/`. */
export type Sources = ReadonlyMap<string, string>

/** One import of a source file. */
export interface Import {
  readonly from: string
  readonly line: number
  /** The path of the imported source, or the name of a package such as `node:fs` or `xstate`. */
  readonly to: string
  readonly relative: boolean
  /** Only types: nothing is loaded. */
  readonly typeOnly: boolean
  /** `import(...)`: loaded later, if at all. */
  readonly dynamic: boolean
}

/** Every import, re-export and `import(...)` of a literal in `text`. */
export function importsOf(path: string, text: string): Import[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false)
  const found: Import[] = []
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean, dynamic = false): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return
    const { text: name } = specifier
    const relative = name.startsWith('.')
    const to = relative ? posix.join(posix.dirname(path), name) : name
    const line = source.getLineAndCharacterOfPosition(specifier.pos).line + 1
    found.push({ from: path, line, to, relative, typeOnly, dynamic })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, importsTypesOnly(node))
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, exportsTypesOnly(node))
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false, true)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function importsTypesOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { name, namedBindings } = importClause
  if (name !== undefined || namedBindings === undefined) return false
  return ts.isNamedImports(namedBindings) && allTypes(namedBindings.elements)
}

function exportsTypesOnly({ isTypeOnly, exportClause }: ts.ExportDeclaration): boolean {
  if (isTypeOnly) return true
  const named = exportClause !== undefined && ts.isNamedExports(exportClause)
  return named && allTypes(exportClause.elements)
}

function allTypes(elements: readonly { readonly isTypeOnly: boolean }[]): boolean {
  return elements.length > 0 && elements.every((element) => element.isTypeOnly)
}
