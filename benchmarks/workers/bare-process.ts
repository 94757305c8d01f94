/** A process without Troupe around it that loads an actor's module and answers. */
import './echo.actor.ts'
import { echo } from './work.ts'

process.on('message', (message) => process.send!(echo(message as Parameters<typeof echo>[0])))
