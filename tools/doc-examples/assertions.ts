import ts from 'typescript'

/** A fence's code in which every `// =>` is a check, with its lines where they were. */
export interface Rewritten {
  readonly code: string
  /** The lines of the checks, counted from 1 within the fence. Each must be reached. */
  readonly lines: readonly number[]
  readonly problems: readonly string[]
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A `// =>` comment with the lines that continue it. */
interface Expectation {
  readonly pos: number
  readonly text: string
}

const arrow = /^\/\/ =>\s*/

/**
 * Turns `expression // => value` into a check that the two are deeply equal, and
 * `expression // => throws code` into a check that it throws. `id` names a check by its line.
 */
export function rewriteAssertions(code: string, id: (line: number) => string): Rewritten {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true)
  const edits: Edit[] = []
  const lines: number[] = []
  const attached = new Set<number>()
  const problems: string[] = []

  const visit = (node: ts.Node): void => {
    const expression = assertable(node)
    const expectation = expression && expectationAfter(source, node)
    if (expression && expectation && !attached.has(expectation.pos)) {
      attached.add(expectation.pos)
      const line = lineOf(source, expectation.pos)
      lines.push(line)
      const problem = problemOf(expectation.text, node)
      if (problem === undefined) edits.push(...check(expression, expectation.text, id(line)))
      else problems.push(`line ${line}: ${problem}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)

  for (const { index } of withoutBlockComments(code).matchAll(/\/\/ =>/g)) {
    if (!attached.has(index)) {
      problems.push(`line ${lineOf(source, index)}: \`// =>\` stands after no expression`)
    }
  }
  return { code: apply(code, edits), lines, problems }
}

/** The same text with blanks for block comments: docstrings have examples of their own. */
function withoutBlockComments(code: string): string {
  return code.replace(/\/\*[^]*?\*\//g, (comment) => ' '.repeat(comment.length))
}

/** The expression whose value a `// =>` behind `node` is about. */
function assertable(node: ts.Node): ts.Expression | undefined {
  if (ts.isReturnStatement(node)) return node.expression
  if (ts.isVariableStatement(node)) {
    const [declaration, ...others] = node.declarationList.declarations
    return others.length === 0 ? declaration?.initializer : undefined
  }
  if (!ts.isExpressionStatement(node)) return undefined
  const { expression } = node
  const isLog = ts.isCallExpression(expression) && expression.expression.getText() === 'console.log'
  return isLog && expression.arguments.length === 1 ? expression.arguments[0] : expression
}

function expectationAfter(source: ts.SourceFile, node: ts.Node): Expectation | undefined {
  const { text } = source
  const sameLine = ts.getTrailingCommentRanges(text, node.end) ?? []
  const comments = [...sameLine, ...(ts.getLeadingCommentRanges(text, node.end) ?? [])]
  const [first, ...more] = comments.map(({ pos, end }) => ({ pos, text: text.slice(pos, end) }))
  if (first === undefined || !arrow.test(first.text)) return undefined
  let value = first.text.replace(arrow, '')
  for (const { text: next } of more) {
    if (arrow.test(next) || isExpression(value)) break
    value += next.replace(/^\/\//, '')
  }
  return { pos: first.pos, text: value.trim() }
}

const thrown = /^throws (?<code>[\w-]+)$/

function problemOf(value: string, node: ts.Node): string | undefined {
  if (thrown.test(value)) {
    return ts.isExpressionStatement(node) ? undefined : '`// => throws` needs a bare expression'
  }
  return isExpression(value) ? undefined : `"${value}" is no value; write it as TypeScript`
}

function isExpression(text: string): boolean {
  const { diagnostics = [] } = ts.transpileModule(`(${text})`, { reportDiagnostics: true })
  return text !== '' && diagnostics.length === 0
}

function check(expression: ts.Expression, value: string, id: string): Edit[] {
  const start = expression.getStart()
  const { end } = expression
  const code = thrown.exec(value)?.groups?.['code']
  const name = JSON.stringify(id)
  if (code === undefined) {
    const before = { start, end: start, text: `equal__(${name}, ` }
    return [before, { start: end, end, text: `, (${value}))` }]
  }
  const later = mayAwait(expression)
  const open = later ? `await throws__(${name}, async () => (` : `throwsNow__(${name}, () => (`
  return [
    { start, end: start, text: open },
    { start: end, end, text: `), ${JSON.stringify(code)})` },
  ]
}

/** Whether `await` may be written here: in an async function or at the top of the module. */
function mayAwait(node: ts.Node): boolean {
  const owner = ts.findAncestor(node, ts.isFunctionLike)
  if (owner === undefined) return true
  const modifiers = ts.canHaveModifiers(owner) ? ts.getModifiers(owner) : undefined
  return modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) ?? false
}

function apply(code: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => b.start - a.start || b.end - a.end)
  return ordered.reduce(
    (text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end),
    code,
  )
}

function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1
}
