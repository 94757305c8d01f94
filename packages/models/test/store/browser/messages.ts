import type { WantedFile } from '../../../src/store/store.ts'

/** One call of a store in a worker. */
export interface StoreCall {
  readonly type: 'call'
  readonly call: number
  readonly method: 'get' | 'fill' | 'delete'
  readonly file: WantedFile
  readonly source: string
}

export type ToWorker =
  | StoreCall
  | { readonly type: 'append'; readonly step: number; readonly chunk: Uint8Array }
  | { readonly type: 'restart'; readonly step: number; readonly tag: string | undefined }
  | { readonly type: 'done'; readonly step: number }
  | { readonly type: 'failed'; readonly step: number; readonly message: string }

interface State {
  readonly call: number
  readonly step: number
  readonly size: number
  readonly tag: string | undefined
}

export type FromWorker =
  | ({ readonly type: 'into' | 'state' } & State)
  | { readonly type: 'result'; readonly call: number; readonly result: unknown }
  | {
      readonly type: 'error'
      readonly call: number
      readonly message: string
      readonly code?: string
      readonly details?: unknown
    }
