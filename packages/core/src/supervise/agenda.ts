/**
 * What is to be done, one after the other: what comes up meanwhile waits. All supervisors of a tree
 * share one, so that the stack stays flat however deep the tree is.
 */
export class Agenda {
  readonly #tasks: (() => void)[] = []
  #busy = false

  /** Does it now, or after what is being done. */
  run(task: () => void): void {
    this.#tasks.push(task)
    if (this.#busy) return
    this.#busy = true
    let done = 0
    try {
      for (const next of this.#tasks) {
        done += 1
        next()
      }
    } finally {
      this.#tasks.splice(0, done)
      this.#busy = false
    }
  }
}
