import { ActorError } from '@troupe/core'
import type { Download, Store, WantedFile } from '../../../src/store/store.ts'
import type { FromWorker, StoreCall, ToWorker } from './messages.ts'

let last = 0

/** A store in a worker of its own, as each tab has one; the downloads happen here. */
export class WorkerStore implements Store, AsyncDisposable {
  readonly #worker: Worker
  readonly #calls = new Map<number, (message: FromWorker) => void>()

  constructor(kind: 'opfs' | 'cache', name: string) {
    const parameters = new URLSearchParams({ kind, name })
    this.#worker = new Worker(new URL('./store.worker.ts', import.meta.url), {
      type: 'module',
      name: String(parameters),
    })
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      this.#calls.get(data.call)?.(data)
    })
  }

  async get(file: WantedFile) {
    return contentOf(await this.#call('get', file))
  }

  async fill(file: WantedFile, download: Download) {
    return contentOf(await this.#call('fill', file, download))!
  }

  async delete(file: WantedFile): Promise<void> {
    await this.#call('delete', file)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#worker.terminate()
  }

  #call(method: StoreCall['method'], file: WantedFile, download?: Download): Promise<unknown> {
    const call = ++last
    return new Promise((resolve, reject) => {
      let state: (message: FromWorker) => void = () => {}
      this.#calls.set(call, (message) => {
        if (message.type === 'result') resolve(message.result)
        else if (message.type === 'error') reject(errorFrom(message))
        else if (message.type === 'state') state(message)
        else void this.#into(download!, message, (take) => (state = take))
      })
      this.#post({ type: 'call', call, method, file, source: download?.source ?? '' })
    })
  }

  async #into(
    download: Download,
    { step, size, tag }: { step: number; size: number; tag?: string | undefined },
    listen: (take: (message: FromWorker) => void) => void,
  ): Promise<void> {
    const unfinished = { size, tag }
    const say = (message: ToWorker): Promise<void> =>
      new Promise((resolve) => {
        listen((message) => {
          if (message.type === 'state')
            Object.assign(unfinished, { size: message.size, tag: message.tag })
          resolve()
        })
        this.#post(message)
      })
    try {
      await download.into({
        get size() {
          return unfinished.size
        },
        get tag() {
          return unfinished.tag
        },
        append: (chunk) => say({ type: 'append', step, chunk: chunk.slice() }),
        restart: (tag) => say({ type: 'restart', step, tag }),
      })
      this.#post({ type: 'done', step })
    } catch (error) {
      this.#post({ type: 'failed', step, message: (error as Error).message })
    }
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message)
  }
}

function contentOf(bytes: unknown) {
  return bytes === undefined ? undefined : { bytes: async () => bytes as Uint8Array }
}

function errorFrom({ message, code, details }: Extract<FromWorker, { type: 'error' }>): Error {
  return code === undefined
    ? new Error(message)
    : new ActorError(code as never, message, details as never)
}
