import { ActorError, ask, child, memory, protocol, supervise } from '@troupe/core'
import { SimulatedClock } from '@troupe/core/testing'
import { describe, expect, test } from 'vitest'
import type { Session, Tensors } from '../../src/backend.ts'
import { batched } from '../../src/batch/batched.ts'
import { inference } from '../../src/inference.ts'
import { ort } from '../../src/ort/node.ts'
import { tensor } from '../../src/tensor.ts'
import { fakeBackend } from '../../src/testing/index.ts'
import { doublerManifest, fakeModel, registryOf } from '../inference/doubler-actor.ts'
import { doubler } from '../support/doubler.ts'

const clock = new SimulatedClock()

const input = (...numbers: number[]) => ({
  x: tensor('float32', [numbers.length / 2, 2], Float32Array.from(numbers)),
})

const output = ({ y }: Tensors): number[] => Array.from(y!.data as Float32Array)

/** A session that remembers how many rows each of its runs had. */
function counted(session: Session): { session: Session; rows: number[] } {
  const rows: number[] = []
  const run = (inputs: Tensors) => {
    rows.push(inputs['x']!.shape[0]!)
    return session.run(inputs)
  }
  return { session: { ...session, run }, rows }
}

describe('batched()', () => {
  test('batched() computes together what was asked while it was busy, and gives each its own', async () => {
    const { session, rows } = counted(await ort.load(doubler))
    const together = batched('test/doubler', session, { maxSize: 4 }, clock)
    const runs = [input(1, 2), input(3, 4, 5, 6), input(7, 8), input(9, 10)]
    const results = await Promise.all(runs.map((run) => together.run(run)))
    expect(results.map(output)).toEqual([
      [2, 4],
      [6, 8, 10, 12],
      [14, 16],
      [18, 20],
    ])
    expect(rows).toEqual([1, 4])
    await together.dispose()
  })

  test('batched() waits for others as long as it is told', async () => {
    const { session, rows } = counted(await fakeBackend(fakeModel).load('x'))
    const together = batched('test/doubler', session, { maxSize: 4, maxDelay: 5 }, clock)
    const first = together.run(input(1, 2))
    const second = together.run(input(3, 4))
    clock.advance(5)
    expect([output(await first), output(await second)]).toEqual([
      [2, 4],
      [6, 8],
    ])
    expect(rows).toEqual([2])
  })

  test('batched() lets a run that fails fail alone', async () => {
    const picky = await fakeBackend({
      ...fakeModel,
      run(inputs) {
        if (Array.from(inputs['x']!.data as Float32Array).includes(13)) throw new Error('not 13')
        return fakeModel.run(inputs)
      },
    }).load('x')
    const together = batched('test/doubler', picky, { maxSize: 8 }, clock)
    const runs = [input(1, 1), input(2, 2), input(13, 13), input(3, 3)].map((run) =>
      together.run(run),
    )
    const results = await Promise.allSettled(runs)
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(output(await runs[3]!)).toEqual([6, 6])
  })

  test('batched() refuses what does not fit before it joins a batch', async () => {
    const { session, rows } = counted(await fakeBackend(fakeModel).load('x'))
    const together = batched('test/doubler', session, { maxSize: 8 }, clock)
    await expect(together.run({})).rejects.toThrow('input "x" is missing')
    expect(rows).toEqual([])
  })

  test('batched() computes alone where the outputs have no row per row', async () => {
    const sum = await fakeBackend({
      ...fakeModel,
      run: () => ({ y: tensor('float32', [1, 2], new Float32Array([7, 7])) }),
    }).load('x')
    const together = batched('test/sum', sum, { maxSize: 8 }, clock)
    const runs = [input(1, 1), input(2, 2), input(3, 3)].map((run) => together.run(run))
    expect((await Promise.all(runs)).map(output)).toEqual([
      [7, 7],
      [7, 7],
      [7, 7],
    ])
  })

  test('batched() refuses a model that fixes its first axis', async () => {
    const fixed = await fakeBackend({
      ...fakeModel,
      inputs: [{ name: 'x', type: 'float32', shape: [1, 2] }],
    }).load('x')
    try {
      batched('test/fixed', fixed, { maxSize: 8 }, clock)
      expect.unreachable()
    } catch (error) {
      expect(ActorError.is(error, 'invalid-argument')).toBe(true)
    }
  })
})

describe('inference() with batch', () => {
  test('inference() computes asks together that arrive together', async () => {
    const Doubler = protocol('doubler', { double: ask<number[], number[]>() })
    const rows: number[] = []
    const backend = fakeBackend({
      ...fakeModel,
      run(inputs) {
        rows.push(inputs['x']!.shape[0]!)
        return fakeModel.run(inputs)
      },
    })
    const definition = inference(
      Doubler,
      {
        models: { net: 'test/doubler' },
        batch: { net: { maxSize: 16 } },
        registry: registryOf(doublerManifest()),
        backend,
      },
      ({ models }) => ({
        double: async (numbers) => output(await models.net.session.run(input(...numbers))),
      }),
    )
    expect(definition.options.concurrency).toBe(32)
    await using app = await supervise({ children: { doubler: child(Doubler, memory(definition)) } })
    const asks = Array.from({ length: 40 }, (_, index) =>
      app.children.doubler.ask.double([index, index]),
    )
    expect(await Promise.all(asks)).toEqual(asks.map((_, index) => [2 * index, 2 * index]))
    expect(rows.length).toBeLessThan(10)
  })
})
