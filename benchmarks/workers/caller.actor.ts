import { actor } from '@troupe/core/actor'
import { fewInFlight, flood } from '../measure/flood.ts'
import { sleep } from '../measure/sleep.ts'
import { message } from '../message.ts'
import { Caller } from './caller.protocol.ts'

export default actor(Caller, () => ({
  async flood({ mirror, pause, milliseconds }) {
    await sleep(pause)
    return flood(() => mirror.ask.echo(message), milliseconds, fewInFlight)
  },
}))
