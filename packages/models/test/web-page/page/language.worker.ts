import { serve } from '@troupe/runtime-web/isolate'
import actor from '../../../src/tasks/language/language.actor.ts'
import type { Blow } from './storm.ts'

/** The actor is the real one and knows nothing of this: what strikes comes from beside it. */
const blows: Record<Exclude<Blow, 'taken away'>, () => void> = {
  throw: () => {
    throw new Error('struck')
  },
  reject: () => void Promise.reject(new Error('struck')),
  close: () => self.close(),
  hang: () => {
    for (;;);
  },
}

const strikes = new BroadcastChannel(self.name)
strikes.addEventListener('message', ({ data }: MessageEvent<keyof typeof blows>) => blows[data]())

serve(actor)
