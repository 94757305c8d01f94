import ts from 'typescript'

/** The codes of the `ActorError`s that a function throws itself or through functions of its file. */
export function thrownCodes(owner: ts.Node, checker: ts.TypeChecker): Set<string> {
  const codes = new Set<string>()
  const seen = new Set<ts.Node>()
  const enter = (body: ts.Node): void => {
    if (seen.has(body)) return
    seen.add(body)
    visit(body)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && !seen.has(node)) return
    if (ts.isTryStatement(node) && node.catchClause) {
      visit(node.catchClause)
      if (node.finallyBlock) visit(node.finallyBlock)
      return
    }
    if (ts.isThrowStatement(node))
      for (const code of codesOf(node.expression, checker)) codes.add(code)
    if (ts.isCallExpression(node)) {
      const called = calledFunction(node, checker)
      if (called?.getSourceFile() === owner.getSourceFile()) enter(called)
    }
    ts.forEachChild(node, visit)
  }
  for (const body of bodiesOf(owner)) enter(body)
  return codes
}

/** The functions behind a declaration: itself, all its overloads, or a constant's arrow function. */
function bodiesOf(declaration: ts.Node): ts.Node[] {
  if (ts.isVariableDeclaration(declaration)) {
    const { initializer } = declaration
    return initializer && ts.isFunctionLike(initializer) ? [initializer] : []
  }
  return ts.isFunctionLike(declaration) ? [declaration] : []
}

function codesOf(expression: ts.Expression, checker: ts.TypeChecker): string[] {
  const type = checker.getTypeAtLocation(expression)
  const members = type.isUnion() ? type.types : [type]
  return members.flatMap((member) => {
    if (member.getSymbol()?.name !== 'ActorError') return []
    const [code] = checker.getTypeArguments(member as ts.TypeReference)
    return code?.isStringLiteral() ? [code.value] : []
  })
}

function calledFunction(call: ts.CallExpression, checker: ts.TypeChecker): ts.Node | undefined {
  if (!ts.isIdentifier(call.expression)) return undefined
  const declaration = checker.getSymbolAtLocation(call.expression)?.valueDeclaration
  return declaration && ts.isFunctionDeclaration(declaration) ? declaration : undefined
}

/** The codes that the `@throws {ActorError<'code'>}` tags of these declarations name. */
export function documentedCodes(declarations: readonly ts.Node[]): Set<string> {
  const tags = declarations.flatMap((declaration) => [...ts.getJSDocTags(declaration)])
  const throws = tags.filter((tag) => tag.tagName.text === 'throws').map((tag) => tag.getText())
  const types = throws.flatMap((text) => /ActorError<([^>]+)>/.exec(text)?.[1] ?? [])
  return new Set(
    types.flatMap((type) => [...type.matchAll(/'([\w-]+)'/g)].map((match) => match[1]!)),
  )
}
