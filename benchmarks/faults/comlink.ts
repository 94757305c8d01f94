import type { Task } from './work.ts'

/** The part of comlink that is used; its own types need those of a page. */
export interface Comlink {
  wrap(endpoint: object): (task: Task) => Promise<unknown>
  expose(exposed: (task: Task) => unknown, endpoint: object): void
}

export type Endpoint = (port: object) => object
