import { inspect } from 'node:util'
import type { Host } from '@troupe/core/isolate'

/** Whatever nobody caught is a crash, in a thread as in a process, whatever flags Node runs with. */
export function catchAll(host: Host): void {
  const crash = (thrown: unknown): void => {
    try {
      host.crash(thrown)
    } catch {
      // Not even the reason can cross.
      host.crash(new Error(`thrown: ${inspect(thrown)}`))
    }
  }
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
  // What was answered before an exit counts.
  process.on('exit', () => host.flush())
}
