import { echo, item } from './work.ts'

interface Observer {
  next(item: Uint8Array): void
  complete(): void
}

/** What threads brings for a worker. */
export interface OfThreads {
  readonly Observable: new (begin: (observer: Observer) => void) => object
  Transfer(value: object, buffers: ArrayBuffer[]): object
}

/** What threads exposes. */
export function served({ Observable, Transfer }: OfThreads): object {
  return {
    echo,
    exchange: (tensor: Float32Array<ArrayBuffer>) => Transfer(tensor, [tensor.buffer]),
    items: (count: number) =>
      new Observable((observer) => {
        for (let n = 0; n < count; n++) observer.next(item)
        observer.complete()
      }),
  }
}
