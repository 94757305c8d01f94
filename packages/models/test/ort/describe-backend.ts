import { ActorError } from '@troupe/core'
import { describe, expect, test } from 'vitest'
import { encodeModel, node } from '../../scripts/onnx/index.ts'
import type { Backend, Native, Session } from '../../src/backend.ts'
import { tensor, type Tensor } from '../../src/tensor.ts'
import { doubler, parted } from '../support/doubler.ts'

const x = tensor('float32', [1, 2], new Float32Array([1, 21]))

/** A model that gives back the texts that it takes. */
const texts = encodeModel({
  graph: {
    name: 'texts',
    inputs: [{ name: 'x', type: 'string', shape: ['n'] }],
    outputs: [{ name: 'y', type: 'string', shape: ['n'] }],
    nodes: [node('Identity', ['x'], ['y'])],
    initializers: {},
  },
})

async function loaded(
  backend: Backend,
  native?: Native,
  model = doubler,
): Promise<Session & AsyncDisposable> {
  return disposed(await backend.load(model, { name: 'test/doubler', native }))
}

function disposed(session: Session): Session & AsyncDisposable {
  return { ...session, [Symbol.asyncDispose]: () => session.dispose() }
}

async function issuesOf(run: Promise<unknown>): Promise<readonly string[]> {
  const error = await run.catch((error: unknown) => error)
  if (!ActorError.is(error, 'invalid-message')) throw error
  return error.details.issues
}

/** What every backend does with a real model. */
export function describeBackend(name: string, backend: Backend): void {
  describe(name, () => {
    test(`${name} tells what a model takes and gives`, async () => {
      await using session = await loaded(backend)
      expect(session.inputs).toEqual([{ name: 'x', type: 'float32', shape: ['batch', 2] }])
      expect(session.outputs).toEqual([{ name: 'y', type: 'float32', shape: ['batch', 2] }])
    })

    test(`${name} computes`, async () => {
      await using session = await loaded(backend)
      expect(await session.run({ x })).toEqual({
        y: { type: 'float32', shape: [1, 2], data: new Float32Array([2, 42]) },
      })
    })

    test(`${name} takes weights that the network only names`, async () => {
      const weights = { bytes: async () => parted.weights }
      const externalData = { 'weights/two.data': weights }
      await using session = await backend.load(parted.network, { externalData }).then(disposed)
      expect((await session.run({ x }))['y']!.data).toEqual(new Float32Array([2, 42]))
    })

    test(`${name} says where weights are to be named that nobody gave it`, async () => {
      const unnamed = backend.load(parted.network, { name: 'test/parted' })
      await expect(unnamed).rejects.toMatchObject({ code: 'model-invalid' })
      await expect(unnamed).rejects.toThrow(/test\/parted: .*externalData of the manifest/s)
    })

    test(`${name} refuses what does not fit before it computes, and goes on`, async () => {
      await using session = await loaded(backend)
      const run = (inputs: Record<string, unknown>) =>
        issuesOf(session.run(inputs as Record<string, Tensor>))
      expect(await run({})).toEqual(['input "x" is missing'])
      expect(await run({ x, z: x })).toEqual(['input "z" is unknown'])
      expect(await run({ x: { ...x, type: 'float64' } })).toEqual([
        'input "x" is float64 and must be float32',
      ])
      expect(await run({ x: { ...x, shape: [2] } })).toEqual([
        'input "x" has shape [2] and must fit [batch, 2]',
      ])
      expect(await run({ x: { ...x, shape: [2, 1] } })).toEqual([
        'input "x" has shape [2, 1] and must fit [batch, 2]',
      ])
      expect(await run({ x: { ...x, shape: [2, 2] } })).toEqual([
        'input "x" has 2 elements, but [2, 2] needs 4',
      ])
      expect(await run({ x: { ...x, shape: [0.5, 2] } })).toEqual([
        'input "x" has shape [0.5, 2], which is not made of whole numbers',
      ])
      expect(await run({ x: { ...x, data: new Float64Array(2) } })).toEqual([
        'the data of input "x" is no Float32Array',
      ])
      expect(await run({ x: null })).toEqual(['input "x" is missing'])
      expect(await run(null as never)).toEqual(['input "x" is missing'])
      expect(await run({ x: { ...x, shape: '12' } })).toEqual([
        'the shape of input "x" is no array',
      ])
      expect((await session.run({ x }))['y']!.data).toEqual(new Float32Array([2, 42]))
    })

    test(`${name} takes a view of shared memory`, async () => {
      await using session = await loaded(backend)
      const data = new Float32Array(new SharedArrayBuffer(8)).fill(3)
      const { y } = await session.run({ x: tensor('float32', [1, 2], data) })
      expect(y!.data).toEqual(new Float32Array([6, 6]))
    })

    test(`${name} takes strings, and nothing else among them`, async () => {
      await using session = await loaded(backend, undefined, texts)
      const run = (data: readonly unknown[]) =>
        session.run({ x: { type: 'string', shape: [2], data: data as string[] } })
      expect((await run(['ä', '']))['y']).toEqual({ type: 'string', shape: [2], data: ['ä', ''] })
      expect(await issuesOf(run(['a', 1]))).toEqual(['element 1 of input "x" is no string'])
      expect(await issuesOf(run([, 'a']))).toEqual(['element 0 of input "x" is no string'])
    })

    test(`${name} names the model and what it takes`, async () => {
      await using session = await loaded(backend)
      await expect(session.run({})).rejects.toThrow(
        'test/doubler: input "x" is missing. It takes x: float32[batch, 2]',
      )
    })

    test(`${name} computes one after the other, in order`, async () => {
      await using session = await loaded(backend)
      const order: number[] = []
      const runs = [1, 2, 3].map((number) =>
        session
          .run({ x: tensor('float32', [1, 2], new Float32Array([number, 0])) })
          .then(({ y }) => order.push(Number(y!.data[0]))),
      )
      await Promise.all(runs)
      expect(order).toEqual([2, 4, 6])
    })

    test(`${name} enters native code through the gate only, one at a time`, async () => {
      let inside = 0
      let entries = 0
      const native: Native = async (work) => {
        entries++
        expect(++inside).toBe(1)
        try {
          return await work()
        } finally {
          inside--
        }
      }
      const session = await backend.load(doubler, { native })
      const beforeRuns = entries
      expect(beforeRuns).toBeGreaterThan(0)
      await Promise.all([session.run({ x }), session.run({ x }), backend.load(doubler, { native })])
      expect(entries).toBe(beforeRuns + 3)
      await session.dispose()
      expect(entries).toBe(beforeRuns + 4)
    })

    test(`${name} goes on after a gate that refused`, async () => {
      let closed = false
      const native: Native = async (work) => {
        if (closed)
          throw new ActorError('cancelled', 'closing', { target: 'isolate', operation: 'native' })
        return work()
      }
      await using session = await loaded(backend, native)
      closed = true
      const refused = [session.run({ x }), session.run({ x })]
      for (const run of refused) await expect(run).rejects.toThrow('closing')
      closed = false
      expect((await session.run({ x }))['y']!.shape).toEqual([1, 2])
    })

    test(`${name} disposes once, and computes no more`, async () => {
      const session = await loaded(backend)
      const last = session.run({ x })
      const disposing = [session.dispose(), session.dispose()]
      expect((await last)['y']!.data[1]).toBe(42)
      await Promise.all(disposing)
      const error = await session.run({ x }).catch((error: unknown) => error)
      expect(ActorError.is(error, 'invalid-argument')).toBe(true)
    })

    test(`${name} refuses bytes that are no model`, async () => {
      for (const wrong of [new Uint8Array(0), new Uint8Array(100), doubler.subarray(0, 40)]) {
        const error = await backend
          .load(wrong, { name: 'test/wrong' })
          .catch((error: unknown) => error)
        expect(ActorError.is(error, 'model-invalid')).toBe(true)
        expect((error as Error).message).toContain('test/wrong')
      }
    })
  })
}
