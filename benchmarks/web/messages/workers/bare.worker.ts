/** A worker without Troupe around it that loads an actor's module and answers. */
import actor from '../../../workers/echo.actor.ts'
import type { Message } from '../../../message.ts'
import { echo } from '../../../workers/work.ts'

// A bundler would leave out what nobody uses.
Object.assign(self, { actor })
self.onmessage = ({ data }: MessageEvent<Message>) => self.postMessage(echo(data))
