import type { Native } from './backend.ts'

/** Runs one piece of work after the other; one that fails does not keep the next from running. */
export function serial(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }
}

/** Native work in turn, each piece through `native` where there is one. */
export function guarded(inTurn: ReturnType<typeof serial>, native: Native | undefined): Native {
  return (work) => inTurn(native === undefined ? async () => work() : () => native(work))
}
