export { thread, type ThreadOptions } from './thread.ts'
export { subprocess, type SubprocessOptions } from './subprocess.ts'
export type { Environment } from './environment.ts'
