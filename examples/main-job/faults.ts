import { isDeepStrictEqual } from 'node:util'
import { setTimeout as pause } from 'node:timers/promises'
import type { Input } from './input.ts'
import { headline, result } from './screen.ts'
import type { Statistics } from './statistics.ts'
import type { Tree } from './tree.ts'

/** What was done to the actors and whether they answered all the same. */
export interface FaultReport {
  readonly injected: number
  readonly problems: readonly string[]
}

/** Kills the reader in the middle of an inference, then freezes the wake-word listener at work. */
export async function injectFaults(
  tree: Tree,
  input: Input,
  statistics: Statistics,
): Promise<FaultReport> {
  const { reader, wakeWord } = tree.children
  headline('SIGKILL in the middle of an inference')
  const killed = await strike({
    path: reader.path,
    signal: 'SIGKILL',
    statistics,
    work: () =>
      reader.ask.read({ image: input.image }).then((lines) => lines.map(({ text }) => text)),
  })
  headline('A process that hangs')
  const hung = await strike({
    path: wakeWord.path,
    signal: 'SIGSTOP',
    statistics,
    work: () => wakeWord.ask.detect({ wav: input.audio }),
  })
  return { injected: 2, problems: [...killed, ...hung] }
}

interface Strike {
  readonly path: string
  readonly signal: 'SIGKILL' | 'SIGSTOP'
  readonly statistics: Statistics
  work(): Promise<unknown>
}

/**
 * Does some work twice, the second time with a signal at a third of the time that the first took,
 * and compares the answers. Work too short to be hit in the middle is done several times at once.
 */
async function strike({ path, signal, statistics, work }: Strike): Promise<string[]> {
  const begun = performance.now()
  const expected = await work()
  const took = performance.now() - begun
  const before = statistics.of(path).redelivered
  const { pid } = statistics.of(path)
  if (pid === undefined) return [`${path} has no process to send ${signal} to`]
  const answers = Array.from({ length: Math.max(1, Math.ceil(100 / took)) }, work)
  await pause(took / 3)
  process.kill(pid, signal)
  result(signal, `sent to process ${pid} after ${Math.round(took / 3)} ms of work`)
  const right = (await Promise.all(answers)).every((answer) => isDeepStrictEqual(answer, expected))
  const redelivered = statistics.of(path).redelivered - before
  result(
    'answer',
    `${right ? 'the same as without the fault' : 'WRONG'}, redelivered: ${redelivered}`,
  )
  return [
    ...(right ? [] : [`${path} answered differently after ${signal}`]),
    ...(redelivered > 0 ? [] : [`${path} had nothing in its work when ${signal} came`]),
  ]
}
