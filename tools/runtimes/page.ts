import type { Outcome, Runtime } from './check.ts'

/** What the checks show of one runtime. */
export interface Row {
  readonly runtime: Runtime
  readonly outcomes: Readonly<Record<string, Outcome>>
}

/** A runtime that could not be had, and why. */
export interface NotTried {
  readonly name: string
  readonly reason: string
}

const head = `# Runtimes

The packed packages, installed with npm and run by each runtime as the npm registry brings it: threads and
processes that answer, crash and come back, and a model (\`onnxruntime-node\`, in a process). Node is
supported from 20.19 on. Bun and Deno are not: the table says what works there today. \`npm run runtimes\`
runs the checks and writes this page.

`

/** The page with the table of runtimes. */
export function runtimesPage(rows: readonly Row[], notTried: readonly NotTried[]): string {
  const checks = Object.keys(rows[0]!.outcomes)
  const names = rows.map(({ runtime }) => `${runtime.name} ${runtime.version}`)
  const table = [
    ['', ...names],
    ['---', ...names.map(() => ':---:')],
    ...checks.map((check) => [check, ...rows.map(({ outcomes }) => markOf(outcomes[check]))]),
  ]
  const lines = table.map((cells) => `| ${cells.join(' | ')} |\n`).join('')
  return head + lines + failuresOf(rows) + notTriedOf(notTried)
}

function markOf(outcome: Outcome): string {
  return outcome === undefined ? 'yes' : '**no**'
}

function failuresOf(rows: readonly Row[]): string {
  const failures = rows.flatMap(({ runtime, outcomes }) =>
    Object.entries(outcomes).flatMap(([check, outcome]) =>
      outcome === undefined
        ? []
        : [`- ${runtime.name}, ${check}: \`${outcome.replaceAll('`', '’')}\`\n`],
    ),
  )
  return failures.length === 0 ? '' : `\nWhat happens where it says no:\n\n${failures.join('')}`
}

function notTriedOf(notTried: readonly NotTried[]): string {
  return notTried.map(({ name, reason }) => `\n${name} was not tried: ${reason}.\n`).join('')
}
