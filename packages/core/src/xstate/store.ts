import type { KeptSnapshot } from './persist.ts'

/**
 * Where the snapshots of machines outlive their isolates: a file, a database, a {@link Keeper}.
 * `key` is the path of the machine's actor, such as `app/checkout`. What any of these throws crashes
 * the actor, or fails its start.
 */
export interface SnapshotStore {
  /** The last snapshot that was saved, or undefined. */
  load(key: string): KeptSnapshot | undefined | PromiseLike<KeptSnapshot | undefined>
  /** Resolves when the snapshot would survive the end of this isolate. */
  save(key: string, snapshot: KeptSnapshot): void | PromiseLike<void>
  /** The machine has reached its final state: its next start is from the beginning. */
  forget(key: string): void | PromiseLike<void>
}

/** Saves one snapshot at a time; of those that come meanwhile only the last counts. */
export class Keeping {
  readonly #store: SnapshotStore
  readonly #key: string
  readonly #failed: (error: unknown) => void
  #next: (() => Promise<void>) | undefined
  #saving: Promise<void> | undefined

  constructor(store: SnapshotStore, key: string, failed: (error: unknown) => void) {
    this.#store = store
    this.#key = key
    this.#failed = failed
  }

  /** Resolves when all that was to be saved is; undefined where there is nothing to wait for. */
  get settled(): Promise<void> | undefined {
    return this.#saving
  }

  /** Calls `kept` when the snapshot is, unless a later one came before it was its turn. */
  save(snapshot: KeptSnapshot, kept: () => void): void {
    this.#do(async () => {
      await this.#store.save(this.#key, snapshot)
      kept()
    })
  }

  forget(): void {
    this.#do(async () => this.#store.forget(this.#key))
  }

  #do(next: () => Promise<void>): void {
    this.#next = next
    this.#saving ??= this.#run()
  }

  async #run(): Promise<void> {
    try {
      for (let next = this.#take(); next !== undefined; next = this.#take()) await next()
    } catch (error) {
      this.#failed(error)
    } finally {
      this.#saving = undefined
    }
  }

  #take(): (() => Promise<void>) | undefined {
    const next = this.#next
    this.#next = undefined
    return next
  }
}
