import { describeIsolate } from '@troupe/core/conformance'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { afterAll } from 'vitest'
import { machine } from '../dist/remote-isolate/machine.js'
import { remote } from '../dist/remote-isolate/remote.js'

const { resolve } = createRequire(import.meta.url)
const shipped = (name: string) => pathToFileURL(resolve(`@troupe/core/conformance/${name}`)).href
const module = (source: string) => `data:text/javascript,${encodeURIComponent(source)}`

const far = await machine({
  scripted: shipped('actor'),
  orderly: shipped('orderly'),
  peer: shipped('peer'),
  missing: new URL('./there-is-none.js', import.meta.url),
  broken: module('this is no JavaScript'),
  noActor: module('export default 42'),
})
afterAll(() => far[Symbol.asyncDispose]())

const at = (name: string) => () => remote(name, far.port)

describeIsolate('remote', {
  scripted: at('scripted'),
  orderly: at('orderly'),
  peer: at('peer'),
  missing: at('missing'),
  broken: at('broken'),
  noActor: at('noActor'),
})
