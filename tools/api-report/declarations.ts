import ts from 'typescript'

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed })

/** The text of all declarations of a symbol, without comments. */
export function textOf(symbol: ts.Symbol): string {
  const printed = (symbol.declarations ?? []).map((declaration) => {
    const node = statementOf(declaration)
    const text = printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile())
    return text
      .replace(/^export /, '')
      .replace(/^default /, '')
      .replace(/^declare /, '')
  })
  return [...new Set(printed)].join('\n')
}

function statementOf(declaration: ts.Declaration): ts.Node {
  if (!ts.isVariableDeclaration(declaration)) return declaration
  return declaration.parent.parent
}

/** What the declarations of a symbol name, in the order in which they name it. */
export function namedBy(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol[] {
  const found = new Set<ts.Symbol>()
  const visit = (node: ts.Node): void => {
    const named = nameIn(node, checker)
    if (named !== undefined) found.add(resolveAlias(named, checker))
    ts.forEachChild(node, visit)
  }
  for (const declaration of symbol.declarations ?? []) visit(statementOf(declaration))
  found.delete(symbol)
  return [...found]
}

function nameIn(node: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (ts.isTypeReferenceNode(node)) return checker.getSymbolAtLocation(node.typeName)
  if (ts.isExpressionWithTypeArguments(node)) return checker.getSymbolAtLocation(node.expression)
  if (ts.isTypeQueryNode(node)) return checker.getSymbolAtLocation(node.exprName)
  if (ts.isComputedPropertyName(node)) return checker.getSymbolAtLocation(node.expression)
  if (ts.isImportTypeNode(node) && node.qualifier)
    return checker.getSymbolAtLocation(node.qualifier)
  return undefined
}

/** What a name stands for in the end. */
export function resolveAlias(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}
