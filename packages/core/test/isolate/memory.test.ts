import { describeIsolate } from '../../src/conformance/index.ts'
import orderly from '../../src/conformance/orderly.actor.ts'
import peer from '../../src/conformance/peer.actor.ts'
import scripted from '../../src/conformance/scripted.actor.ts'
import { memory } from '../../src/isolate/memory.ts'

describeIsolate('memory', {
  scripted: () => memory(scripted),
  orderly: () => memory(orderly),
  peer: () => memory(peer),
  missing: () => memory(() => Promise.reject(new Error('Cannot find module'))),
  broken: () => memory(() => Promise.reject(new SyntaxError('Unexpected token'))),
  noActor: () => memory({} as never),
})
