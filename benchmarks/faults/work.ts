import { writeFileSync } from 'node:fs'
import type { FaultId } from './fault.ts'
import { throwWhole } from './whole-error.ts'

/** What an isolate is asked to do: the same for every peer. */
export type Task =
  | { readonly kind: 'increment'; readonly value: number }
  | {
      readonly kind: Strike
      /** A file that gets the process id of the isolate right before it strikes. */
      readonly mark: string
    }

/** What goes wrong inside an isolate. */
export type Strike = Exclude<FaultId, 'host-exit'>

/** Does a task, inside an isolate. */
export function perform(task: Task): unknown {
  if (task.kind === 'increment') return task.value + 1
  writeFileSync(task.mark, String(process.pid))
  return strikes[task.kind]()
}

const strikes: Record<Strike, () => unknown> = {
  exit: () => process.exit(3),
  'busy-loop': () => {
    for (;;);
  },
  'out-of-memory': () => {
    const kept: object[] = []
    for (;;) kept.push(Array.from({ length: 10_000 }, (_, n) => ({ n })))
  },
  segfault: () => {
    process.kill(process.pid, 'SIGSEGV')
    return new Promise(() => {})
  },
  'unhandled-rejection': () => {
    void Promise.reject(new Error('rejected on purpose'))
    return new Promise(() => {})
  },
  'throw-undefined': () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- that is the fault
    throw undefined
  },
  'custom-error': throwWhole,
}
