import { describeIsolate } from '@troupe/core/conformance'
import { subprocess, thread } from '@troupe/runtime-node'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const { resolve } = createRequire(import.meta.url)
const [scripted, orderly, peer] = ['actor', 'orderly', 'peer'].map((name) =>
  pathToFileURL(resolve(`@troupe/core/conformance/${name}`)),
) as [URL, URL, URL]
const fixture = (name: string) => new URL(`./fixtures/${name}`, import.meta.url)

describeIsolate('thread', {
  scripted: () => thread(scripted, { memory: 64 }),
  orderly: () => thread(orderly),
  peer: () => thread(peer),
  missing: () => thread(fixture('there-is-none.js')),
  broken: () => thread(fixture('syntax-error.js')),
  noActor: () => thread(fixture('no-actor.js')),
})

describeIsolate('subprocess', {
  scripted: () => subprocess(scripted, { memory: 256 }),
  orderly: () => subprocess(orderly),
  peer: () => subprocess(peer),
  missing: () => subprocess(fixture('there-is-none.js')),
  broken: () => subprocess(fixture('syntax-error.js')),
  noActor: () => subprocess(fixture('no-actor.js')),
})
