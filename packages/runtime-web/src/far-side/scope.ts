/** The part of a worker's global scope that serving needs. */
export interface WorkerScope extends EventTarget {
  readonly crossOriginIsolated?: boolean
  close(): void
  postMessage(message: unknown, transfer: Transferable[]): void
}

/** The global scope, where it is a worker's. */
export const scope = globalThis as unknown as WorkerScope
