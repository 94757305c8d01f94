import { describe, expect, it } from 'vitest'
import { compute } from '../../src/compute/compute.ts'
import { asActor, type Served } from '../../src/compute/served.ts'
import { actor } from '../../src/actor/actor.ts'
import { memory } from '../../src/isolate/memory.ts'
import type { Isolate } from '../../src/isolate/isolate.ts'
import { ask, protocol } from '../../src/protocol/protocol.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { rejection } from '../support/rejection.ts'
import { settled } from '../support/sink.ts'

/** An in-memory isolate that tells when its lives end. */
function watched(served: unknown): Isolate & { exits: string[] } {
  const isolate = memory(served as Served)
  const exits: string[] = []
  return {
    ...isolate,
    exits,
    start(context) {
      const connection = isolate.start(context)
      void connection.exited.then(({ type }) => exits.push(type))
      return connection
    },
  }
}

describe('compute()', () => {
  it('runs the function once, and its isolate ends', async () => {
    let runs = 0
    const isolate = watched((n: number) => {
      runs++
      return n * n
    })
    expect(await compute(isolate, 12)).toBe(144)
    await settled()
    expect([runs, isolate.exits]).toEqual([1, ['exit']])
  })

  it('takes inputs and outputs of all kinds, moved too', async () => {
    const bytes = new Uint8Array(20_000).fill(1)
    const output = await compute<Map<string, Uint8Array>>(
      memory((input: Uint8Array) => new Map([['bytes', input]])),
      bytes,
      { transfer: [bytes] },
    )
    expect(output.get('bytes')).toEqual(new Uint8Array(20_000).fill(1))
    expect(bytes.byteLength).toBe(0)
  })

  it('fails with what the function threw, and its isolate ends', async () => {
    const isolate = watched((_: unknown) => {
      throw new RangeError('no')
    })
    expect(await rejection(compute(isolate, 1))).toMatchObject({
      code: 'thrown',
      cause: { message: 'no' },
    })
    await settled()
    expect(isolate.exits).toEqual(['killed'])
  })

  it('giving up ends the isolate by force', async () => {
    const isolate = watched((_: unknown) => new Promise(() => {}))
    const controller = new AbortController()
    const failure = rejection(compute(isolate, 1, { signal: controller.signal }))
    await settled()
    controller.abort('enough')
    expect(await failure).toMatchObject({ code: 'cancelled', cause: 'enough' })
    await settled()
    expect(isolate.exits).toEqual(['killed'])
  })

  it('has no deadline but the one it is given', async () => {
    const clock = new SimulatedClock()
    const slow = memory((_: unknown) => new Promise(() => {}))
    const limited = rejection(compute(slow, 1, { clock, deadline: 10 }))
    const unlimited = compute(slow, 1, { clock })
    clock.advance(10)
    expect(await limited).toMatchObject({ code: 'timeout' })
    clock.advance(1e9)
    expect(await Promise.race([unlimited, settled().then(() => 'still at work')])).toBe(
      'still at work',
    )
  })

  it.each<[string, unknown, object]>([
    [
      'a module that cannot be loaded',
      () => Promise.reject(new Error('Cannot find module')),
      { code: 'start-failed', details: { phase: 'import' } },
    ],
    ['a module without a function', {}, { code: 'start-failed', details: { phase: 'import' } }],
    [
      'an actor of another protocol',
      actor(protocol('other', { x: ask() }), () => ({ x() {} })),
      { code: 'mismatch' },
    ],
  ])('fails to start with %s', async (_, served, error) => {
    expect(await rejection(compute(memory(served as Served), 1))).toMatchObject(error)
  })

  it('fails when no isolate can be made', async () => {
    const broken: Isolate = {
      ...memory(() => 1),
      start: () => {
        throw new Error('no threads left')
      },
    }
    expect(await rejection(compute(broken, 1))).toMatchObject({
      code: 'start-failed',
      details: { phase: 'spawn' },
    })
  })
})

describe('asActor()', () => {
  it('takes an actor for itself, and nothing for one that is none', () => {
    const one = actor(protocol('a', {}), () => ({}))
    expect(asActor(one)).toBe(one)
    for (const other of [undefined, null, 5, 'actor', {}, { protocol: {} }, { setup() {} }])
      expect(asActor(other)).toBeUndefined()
  })
})
