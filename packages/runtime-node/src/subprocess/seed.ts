import type { Loader } from '../loader.ts'

/** What a child process is born with; JSON in its first argument, where `ps` shows it. */
export interface SubprocessSeed {
  readonly path: string
  readonly module: string
  readonly loader?: Loader
  /** Whether there is a file for large attachments. */
  readonly shares: boolean
  /** Most memory that it may occupy, in bytes. */
  readonly memory?: number
  /** Its parent's pid, where the kernel ends it with its parent; nothing else has to then. */
  readonly parent?: number
}
