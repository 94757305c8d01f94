import { expect, it, test } from 'vitest'
import { describeIsolate } from '../../src/conformance/index.ts'
import orderly from '../../src/conformance/orderly.actor.ts'
import peer from '../../src/conformance/peer.actor.ts'
import scripted from '../../src/conformance/scripted.actor.ts'
import { child, memory, supervise } from '../../src/index.ts'
import { Fragile, fragile } from '../support/stage.ts'

describeIsolate('memory', {
  scripted: () => memory(scripted),
  orderly: () => memory(orderly),
  peer: () => memory(peer),
  missing: () => memory(() => Promise.reject(new Error('Cannot find module'))),
  broken: () => memory(() => Promise.reject(new SyntaxError('Unexpected token'))),
  noActor: () => memory({} as never),
})

test.each([
  [5, 'carry is 5; pass a function: (deliver, direction) => queueMicrotask(deliver)'],
  [null, 'carry is null; pass a function: (deliver, direction) => queueMicrotask(deliver)'],
])('memory() refuses to carry packets with %o', (carry, message) => {
  expect(() => memory(fragile, { carry: carry as never })).toThrow(
    expect.objectContaining({ code: 'invalid-argument', message }),
  )
})

it('memory() takes null for no options, as JavaScript may give it', async () => {
  const children = { a: child(Fragile, memory(fragile, null as never)) }
  await using app = await supervise({ children, log: false })
  expect(await app.children.a.ask.echo(1)).toBe(1)
})
