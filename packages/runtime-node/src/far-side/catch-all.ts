import type { Host } from '@troupe/core/isolate'

/** Whatever nobody caught is a crash, in a thread as in a process, whatever flags Node runs with. */
export function catchAll(host: Host): void {
  process.on('uncaughtException', (error: unknown) => host.crash(error))
  process.on('unhandledRejection', (error: unknown) => host.crash(error))
}
