import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { rewriteAssertions } from '../doc-examples/assertions.ts'
import { root } from '../files.ts'
import type { Registry } from '../packed/registry.ts'
import { runProgram } from '../packed/run.ts'
import type { Step } from './steps.ts'

/** Where somebody follows a page, and what they have. */
export interface Desk {
  readonly folder: string
  readonly registry: Registry
  /** Runs code of the page in a browser; without it, such code is left out. */
  readonly visit?: (code: string) => Promise<void>
}

/** Does what a page says, one step after the other; fails with what the step that failed printed. */
export async function follow(steps: readonly Step[], desk: Desk): Promise<string[]> {
  mkdirSync(desk.folder, { recursive: true })
  const done: string[] = []
  for (const step of steps) {
    const told = await take(step, desk)
    if (told !== undefined) done.push(told)
  }
  return done
}

async function take(step: Step, desk: Desk): Promise<string | undefined> {
  const { folder, visit } = desk
  if (step.kind === 'run') return await run(step.line, desk)
  if (step.kind === 'file') {
    write(join(folder, step.name), step.code)
    return `wrote ${step.name}`
  }
  if (step.browser) {
    await visit?.(checked(step.code, folder, step.line))
    return visit && `saw the code of line ${step.line}`
  }
  const file = `example-${step.line}.ts`
  write(join(folder, file), checked(step.code, folder, step.line))
  await runProgram(`npx tsx ${file}`, folder)
  return `ran the code of line ${step.line}`
}

async function run(line: string, { folder, registry }: Desk): Promise<string | undefined> {
  // It would not end; `visit` serves the page.
  if (line === 'npx vite') return undefined
  await runProgram(line, folder, { env: envFor(line, registry) })
  return line
}

/** `create-troupe` has no scope that would say where it comes from. */
function envFor(line: string, registry: Registry): Readonly<Record<string, string>> {
  if (!line.startsWith('npm create ')) return registry.env
  return registry.createEnv
}

/** The code with its `// =>` as checks. */
function checked(code: string, folder: string, line: number): string {
  const rewritten = rewriteAssertions(code, (at) => `line ${line + at}`)
  if (rewritten.lines.length === 0) return code
  write(join(folder, 'checks.ts'), readFileSync(join(root, 'tools/newcomer/checks.ts'), 'utf8'))
  return `import { equal__, throws__, throwsNow__ } from './checks.ts'\n${rewritten.code}`
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
