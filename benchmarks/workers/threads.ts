import { createRequire } from 'node:module'
import { echo, item } from './work.ts'

interface Observer {
  next(item: Uint8Array): void
  complete(): void
}

const require = createRequire(import.meta.url)
const { expose, Transfer } = require('threads/worker') as {
  expose(exposed: object): void
  Transfer(value: object, buffers: readonly ArrayBuffer[]): object
}
const { Observable } = require('threads/observable') as {
  Observable: new (begin: (observer: Observer) => void) => object
}

expose({
  echo,
  exchange: (tensor: Float32Array<ArrayBuffer>) => Transfer(tensor, [tensor.buffer]),
  items: (count: number) =>
    new Observable((observer) => {
      for (let n = 0; n < count; n++) observer.next(item)
      observer.complete()
    }),
})
