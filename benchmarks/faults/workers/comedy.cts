import type { Task } from '../work.ts' with { 'resolution-mode': 'import' }

/** It requires its actors, so this one brings the work when it begins. */
module.exports = class Doer {
  perform: ((task: Task) => unknown) | undefined

  async initialize(): Promise<void> {
    const { perform } = await import('../work.js')
    this.perform = perform
  }
}
