/** A worker without Troupe around it that loads an actor's module and answers. */
import '../../../workers/echo.actor.ts'
import type { Message } from '../../../message.ts'
import { echo } from '../../../workers/work.ts'

self.onmessage = ({ data }: MessageEvent<Message>) => self.postMessage(echo(data))
