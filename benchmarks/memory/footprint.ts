/** Run in a process of its own: starts so many of something, and prints what one of them occupies. */
import { setTimeout as sleep } from 'node:timers/promises'
import { resident } from '../measure/resident.ts'
import { message } from '../message.ts'
import { startTroupe } from '../peers/troupe.ts'
import { startBare } from '../raw/bare.ts'
import { lightActors } from './light.ts'

const [what, countText] = process.argv.slice(2) as [string, string]
const count = Number(countText)

/** What is started is kept until the process ends. */
const kept: unknown[] = []
const before = await occupied()
await start()
const kilobytes = ((await occupied()) - before) / count
console.log(kilobytes)
process.exit()

async function start(): Promise<void> {
  const light = lightActors[what]
  if (light !== undefined) {
    kept.push(await light(count))
    return
  }
  const [name, kind] = what.split('/') as [string, 'thread' | 'subprocess']
  for (let n = 0; n < count; n++) {
    const running = name === 'troupe' ? await startTroupe(kind, 'messages') : startBare(kind)
    await running.echo(message)
    kept.push(running)
  }
}

/** Kilobytes, once everything is at rest. */
async function occupied(): Promise<number> {
  await sleep(200)
  globalThis.gc?.()
  await sleep(100)
  return resident()
}
