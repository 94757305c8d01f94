import { describeIsolate } from '@troupe/core/conformance'
import { subprocess, thread } from '@troupe/runtime-node'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const scripted = pathToFileURL(
  createRequire(import.meta.url).resolve('@troupe/core/conformance/actor'),
)
const fixture = (name: string) => new URL(`./fixtures/${name}`, import.meta.url)

describeIsolate('thread', {
  scripted: () => thread(scripted, { memory: 64 }),
  missing: () => thread(fixture('there-is-none.js')),
  broken: () => thread(fixture('syntax-error.js')),
  noActor: () => thread(fixture('no-actor.js')),
})

describeIsolate('subprocess', {
  scripted: () => subprocess(scripted, { memory: 256 }),
  missing: () => subprocess(fixture('there-is-none.js')),
  broken: () => subprocess(fixture('syntax-error.js')),
  noActor: () => subprocess(fixture('no-actor.js')),
})
