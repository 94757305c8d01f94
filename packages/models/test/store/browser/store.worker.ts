import { ActorError } from '@troupe/core/actor'
import { cacheStore } from '../../../src/store/cache.ts'
import { opfsStore } from '../../../src/store/opfs.ts'
import type { Download, Store, Unfinished } from '../../../src/store/store.ts'
import type { FromWorker, StoreCall, ToWorker } from './messages.ts'

const stores: Record<string, (name: string) => Store> = {
  opfs: (folder) => opfsStore({ folder }),
  cache: (name) => cacheStore({ name }),
}

const parameters = new URLSearchParams(self.name)
const store = stores[parameters.get('kind')!]!(parameters.get('name')!)
const answers = new Map<number, (message: ToWorker) => void>()
let last = 0

const post = (message: FromWorker): void => self.postMessage(message)

/** Downloads happen in the test; each step that it takes comes here. */
function downloadFrom(call: number, source: string): Download {
  return {
    source,
    async into(unfinished) {
      const step = ++last
      const done = new Promise<void>((resolve, reject) => {
        answers.set(step, (message) => void take(message).catch(reject))
        async function take(message: ToWorker): Promise<void> {
          if (message.type === 'append') await unfinished.append(message.chunk)
          else if (message.type === 'restart') await unfinished.restart(message.tag)
          else if (message.type === 'done') return resolve()
          else if (message.type === 'failed') return reject(new Error(message.message))
          post({ type: 'state', call, step, ...stateOf(unfinished) })
        }
      })
      post({ type: 'into', call, step, ...stateOf(unfinished) })
      await done.finally(() => answers.delete(step))
    },
  }
}

const stateOf = ({ size, tag }: Unfinished) => ({ size, tag })

async function perform({ call, method, file, source }: StoreCall): Promise<unknown> {
  if (method === 'delete') return store.delete(file)
  const content =
    method === 'get' ? await store.get(file) : await store.fill(file, downloadFrom(call, source))
  return content?.bytes()
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type !== 'call') return answers.get(data.step)?.(data)
  perform(data).then(
    (result) => post({ type: 'result', call: data.call, result }),
    (error: unknown) => {
      const { code, details, message } = error as ActorError
      post({
        type: 'error',
        call: data.call,
        message,
        ...(ActorError.is(error) && { code, details }),
      })
    },
  )
})
