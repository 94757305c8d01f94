import { type ActorError, child, supervise, watch } from '@troupe/core'
import { subprocess } from '@troupe/runtime-node'
import { Fragile, ways } from './fragile.protocol.ts'

await using app = await supervise({
  children: {
    fragile: child(Fragile, subprocess(new URL('./fragile.actor.ts', import.meta.url)), {
      stallTimeout: 1_000,
      backoff: { min: 0, max: 0 },
    }),
  },
  restarts: { max: ways.length, within: 60_000 },
  log: false,
})
const { fragile } = app.children
const codeOf = ({ code }: ActorError): string => code

await fragile.ask.add(40)
console.log(`a handler that throws: ${await fragile.ask.fail().catch(codeOf)}`)
console.log(`the count is kept: ${await fragile.ask.add(2)}`)

watch(fragile, ({ reason, final }) => final || console.log(`\nended: ${reason.type}`))
for (const how of ways) {
  const crash = fragile.ask.crash(how).catch(codeOf)
  // It waits behind the crash, so the next life answers it, and counts from 0.
  const waited = fragile.ask.add(1)
  console.log(`${how}: the call that did it: ${await crash}`)
  console.log(`${how}: the call behind it: ${await waited}`)
}
