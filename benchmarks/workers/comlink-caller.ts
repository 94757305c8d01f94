import { setTimeout as sleep } from 'node:timers/promises'
import { type MessagePort, parentPort } from 'node:worker_threads'
import { fewInFlight, flood } from '../measure/flood.ts'
import { message } from '../message.ts'
import { comlink, endpoint } from '../peers/comlink-port.ts'
import { echo } from './work.ts'

/** Two of these talk over a channel of their own, which the app has given them; it sees promises. */
export interface Party {
  serve(port: MessagePort): void | Promise<void>
  connect(port: MessagePort): void | Promise<void>
  flood(pause: number, milliseconds: number): Promise<number>
}

let other: { echo: typeof echo } | undefined

comlink.expose(
  {
    serve: (port) => comlink.expose({ echo }, endpoint(port)),
    connect: (port) => void (other = comlink.wrap(endpoint(port))),
    async flood(pause, milliseconds) {
      await sleep(pause)
      return flood(async () => other!.echo(message), milliseconds, fewInFlight)
    },
  } satisfies Party,
  endpoint(parentPort!),
)
