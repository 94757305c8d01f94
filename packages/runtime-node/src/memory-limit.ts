import { ActorError } from '@troupe/core'

/** @throws {ActorError<'invalid-argument'>} No amount of memory in megabytes. */
export function checkMemory(memory: number | undefined): void {
  if (memory === undefined || (Number.isFinite(memory) && memory > 0)) return
  const hint = 'pass megabytes, for example 512'
  throw new ActorError('invalid-argument', `memory cannot be ${memory}: ${hint}`, {
    argument: 'memory',
    hint,
  })
}
