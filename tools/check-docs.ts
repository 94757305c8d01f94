import { join, relative } from 'node:path'
import ts from 'typescript'
import { findEntries, publicNames, type PublicName } from './check-docs/exports.ts'
import { documentedCodes, thrownCodes } from './check-docs/throws.ts'

/**
 * What is missing in the docstrings of all that the packages of `root` export: a summary, a runnable
 * example for what has a value, and `@throws` for each `ActorError` that a function throws itself.
 */
export function checkDocs(root: string, entries: readonly string[] = findEntries(root)): string[] {
  const program = ts.createProgram([...entries], compilerOptions)
  const checker = program.getTypeChecker()
  return publicNames(program, entries).flatMap((it) => {
    const problems = [...problemsOf(it, checker), ...memberProblems(it, checker)]
    const place = placeOf(it.declaration, root)
    return problems.map((problem) => `${place}: ${it.name} ${problem}`)
  })
}

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.NodeNext,
  types: ['node'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
}

function* problemsOf(it: PublicName, checker: ts.TypeChecker): Iterable<string> {
  const { symbol, declaration } = it
  if (symbol.getDocumentationComment(checker).length === 0) yield 'has no summary'
  const examples = symbol.getJsDocTags(checker).filter((tag) => tag.name === 'example')
  if (needsExample(it, checker) && examples.length === 0) yield 'has no @example'
  if (examples.some((tag) => !/```ts\b/.test(ts.displayPartsToString(tag.text)))) {
    yield 'has an @example without a ```ts fence'
  }
  yield* undocumented(symbol, [declaration], checker)
}

/** The public methods and the constructor of a class have documentation of their own. */
function* memberProblems(
  { declaration, symbol }: PublicName,
  checker: ts.TypeChecker,
): Iterable<string> {
  if (!ts.isClassDeclaration(declaration)) return
  for (const member of declaration.members) {
    if (ts.isConstructorDeclaration(member))
      yield* undocumented(symbol, [member, declaration], checker)
    if (!ts.isMethodDeclaration(member) || !isPublic(member)) continue
    const method = checker.getSymbolAtLocation(member.name)
    const name = `.${member.name.getText()}()`
    const inherited = member.name.getText().startsWith('[Symbol.')
    const summary = method?.getDocumentationComment(checker) ?? []
    if (summary.length === 0 && !inherited) yield `${name} has no summary`
    for (const problem of undocumented(method, [member, declaration], checker))
      yield `${name} ${problem}`
  }
}

function isPublic(member: ts.ClassElement): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
  const isHidden = (ts.getCombinedModifierFlags(member) & hidden) !== 0
  return !isHidden && member.name !== undefined && !ts.isPrivateIdentifier(member.name)
}

function* undocumented(
  symbol: ts.Symbol | undefined,
  bodies: readonly ts.Declaration[],
  checker: ts.TypeChecker,
): Iterable<string> {
  const declarations = [...new Set([...(symbol?.declarations ?? []), ...bodies])]
  const documented = documentedCodes(declarations)
  const thrown = declarations.flatMap((declaration) => [...thrownCodes(declaration, checker)])
  for (const code of new Set(thrown)) {
    if (!documented.has(code)) yield `throws without saying @throws {ActorError<'${code}'>}`
  }
}

/** Functions, classes, and constants that are more than a plain value. */
function needsExample({ name, symbol, declaration }: PublicName, checker: ts.TypeChecker): boolean {
  if (name === 'default') return false
  if ((symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class)) !== 0) return true
  if ((symbol.flags & ts.SymbolFlags.Variable) === 0) return false
  const type = checker.getTypeOfSymbolAtLocation(symbol, declaration)
  return (type.flags & ts.TypeFlags.Object) !== 0
}

function placeOf(declaration: ts.Declaration, root: string): string {
  const file = declaration.getSourceFile()
  const { line } = file.getLineAndCharacterOfPosition(declaration.getStart())
  return `${relative(root, join(file.fileName)).replaceAll('\\', '/')}:${line + 1}`
}
