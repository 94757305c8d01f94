/** It has types, but its modules do not say so. */
declare module 'threads' {
  type Served = import('../../peers/threads-served.ts').Served

  export function spawn(worker: Worker): Promise<Served>
  export const Thread: { terminate(thread: Served): Promise<void> }
  export function Transfer(value: object, buffers: readonly ArrayBuffer[]): unknown
}

declare module 'threads/worker' {
  type OfThreads = import('../../workers/threads-served.ts').OfThreads

  export function expose(exposed: object): void
  export const Transfer: OfThreads['Transfer']
}

declare module 'threads/observable' {
  type OfThreads = import('../../workers/threads-served.ts').OfThreads

  export const Observable: OfThreads['Observable']
}
