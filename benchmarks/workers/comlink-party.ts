import { fewInFlight, flood } from '../measure/flood.ts'
import { sleep } from '../measure/sleep.ts'
import { message } from '../message.ts'
import { echo } from './work.ts'

/** One end of a channel. */
export type Port = InstanceType<typeof MessagePort>

/** Two of these talk over a channel of their own, which the app has given them; it sees promises. */
export interface Party {
  serve(port: Port): void | Promise<void>
  connect(port: Port): void | Promise<void>
  flood(pause: number, milliseconds: number): Promise<number>
}

/** What comlink does with a port. */
export interface OnPort {
  expose(exposed: object, port: Port): void
  wrap(port: Port): unknown
}

export function party({ expose, wrap }: OnPort): Party {
  let other: { echo: typeof echo } | undefined
  return {
    serve: (port) => expose({ echo }, port),
    connect: (port) => void (other = wrap(port) as { echo: typeof echo }),
    async flood(pause, milliseconds) {
      await sleep(pause)
      return flood(async () => other!.echo(message), milliseconds, fewInFlight)
    },
  }
}
