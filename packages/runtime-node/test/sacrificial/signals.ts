/** Stops in order when it is asked to. */
import { thread } from '../../src/index.ts'

const { host } = thread(new URL('../fixtures/probe.actor.js', import.meta.url))
const [how] = process.argv.slice(2)
host!.onStopRequested(async () => {
  console.log('stopping;')
  if (how === 'hang') await new Promise(() => {})
  await new Promise((resolve) => setTimeout(resolve, 50))
  console.log('stopped;')
})
const forget = host!.onStopRequested(async () => console.log('never'))
forget()
setInterval(() => {}, 1_000)
console.log('up;')
