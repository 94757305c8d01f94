/**
 * Threads and processes of Node as isolates for actors.
 *
 * @module main
 */

export { thread, type ThreadOptions } from './thread.ts'
export { subprocess, type SubprocessOptions } from './subprocess.ts'
export type { Environment } from './environment.ts'
