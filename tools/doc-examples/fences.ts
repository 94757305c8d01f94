/** One ```ts fence of a page or docstring. Lines count from 1, in the file it stands in. */
export interface Fence {
  readonly code: string
  /** The line of the opening ```; the code begins on the next one. */
  readonly line: number
  /** The name under which other fences of the page import it. */
  readonly file?: string
  /** Why it is not run; only with `no-run`. */
  readonly notRun?: string
  /** It runs in a page of a real browser, or in a web worker of one, instead of in Node. */
  readonly where?: 'browser' | 'worker'
  readonly problems: readonly string[]
}

const opening = /^(?<indent>\s*)(?<marks>`{3,}|~{3,})\s*(?<language>[^\s`]*)\s*(?<flags>[^`]*)$/
const reasonForNotRunning = /\(not run: (?<reason>[^)]+)\)/

/** Finds the fences of language `ts`. `firstLine` is the line number of the first of `lines`. */
export function findFences(lines: readonly string[], firstLine = 1): Fence[] {
  const fences: Fence[] = []
  for (let at = 0; at < lines.length; at++) {
    const start = opening.exec(lines[at]!)?.groups
    if (start === undefined) continue
    const end = closingOf(lines, at, start['marks']!)
    if (/^(ts|typescript|tsx)$/.test(start['language']!)) {
      fences.push(readFence(lines, { at, end, firstLine, ...(start as unknown as Start) }))
    }
    at = end
  }
  return fences
}

interface Start {
  readonly indent: string
  readonly language: string
  readonly flags: string
}

interface Span extends Start {
  readonly at: number
  readonly end: number
  readonly firstLine: number
}

function readFence(lines: readonly string[], span: Span): Fence {
  const { at, end, indent } = span
  const code = lines.slice(at + 1, end).map((line) => withoutIndent(line, indent.length))
  const around = [
    ...lines.slice(Math.max(0, at - 3), at),
    ...code,
    ...lines.slice(end + 1, end + 4),
  ]
  const flags = span.flags.split(/\s+/).filter((flag) => flag !== '')
  const file = flags.find((flag) => flag.startsWith('file='))?.slice('file='.length)
  const reason = reasonForNotRunning.exec(around.join('\n'))?.groups?.['reason']
  const problems = [...flagProblems(flags, file)]
  if (span.language !== 'ts') problems.push(`write \`\`\`ts instead of \`\`\`${span.language}`)
  const noRun = flags.includes('no-run')
  const where = flags.find((flag) => flag === 'browser' || flag === 'worker')
  if (noRun && reason === undefined) {
    problems.push('a fence with no-run needs a visible reason beside it: (not run: why)')
  }
  return {
    code: code.join('\n'),
    line: span.firstLine + at,
    ...(file === undefined ? {} : { file }),
    ...(noRun ? { notRun: reason ?? 'no reason given' } : {}),
    ...(where === undefined ? {} : { where }),
    problems,
  }
}

const places = ['no-run', 'browser', 'worker']

function* flagProblems(flags: readonly string[], file: string | undefined): Iterable<string> {
  for (const flag of flags) {
    if (!places.includes(flag) && !flag.startsWith('file=')) {
      yield `unknown flag "${flag}": a fence takes ${places.join(', ')} and file=NAME.ts`
    }
  }
  const said = flags.filter((flag) => places.includes(flag))
  if (said.length > 1) yield `a fence is one of ${said.join(' and ')}`
  if (file !== undefined && !/^[\w.-]+\.ts$/.test(file)) {
    yield `"${file}" is not a plain name of a .ts file`
  }
}

function closingOf(lines: readonly string[], at: number, marks: string): number {
  const closing = new RegExp(`^\\s*${marks[0]}{${marks.length},}\\s*$`)
  const end = lines.findIndex((line, index) => index > at && closing.test(line))
  return end === -1 ? lines.length : end
}

function withoutIndent(line: string, width: number): string {
  return line.slice(0, width).trim() === '' ? line.slice(width) : line
}
