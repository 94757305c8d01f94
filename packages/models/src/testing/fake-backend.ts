import type { Backend, LoadOptions, Native, Session, TensorInfo, Tensors } from '../backend.ts'
import { checkInputs } from '../check-inputs.ts'
import { guarded, serial } from '../serial.ts'

/** A model that is a function. */
export interface FakeModel {
  readonly inputs: readonly TensorInfo[]
  readonly outputs: readonly TensorInfo[]
  run(inputs: Tensors): Tensors | Promise<Tensors>
}

/** A {@link Backend} without a runtime, which counts. */
export interface FakeBackend extends Backend {
  /** Sessions that were loaded and not disposed. */
  readonly open: number
  /** The options of every load, in order. */
  readonly loads: readonly LoadOptions[]
}

/**
 * A backend for tests of actors that compute: inputs are checked and calls are serialised as with a
 * real one, and a function answers.
 *
 * @param model The model, or a function from what is loaded, a path or bytes, to the model.
 * @example
 * ```ts
 * import { fakeBackend } from '@troupe/models/testing'
 * import { tensor } from '@troupe/models'
 *
 * const backend = fakeBackend({
 *   inputs: [{ name: 'x', type: 'float32', shape: ['n'] }],
 *   outputs: [{ name: 'y', type: 'float32', shape: ['n'] }],
 *   run: ({ x }) => ({ y: tensor('float32', x!.shape, (x!.data as Float32Array).map((n) => 2 * n)) }),
 * })
 * const session = await backend.load('any.onnx')
 * const { y } = await session.run({ x: tensor('float32', [1], new Float32Array([21])) })
 * y!.data[0] // => 42
 * ```
 */
export function fakeBackend(
  model: FakeModel | ((model: string | Uint8Array) => FakeModel | Promise<FakeModel>),
): FakeBackend {
  const inTurn = serial()
  const loads: LoadOptions[] = []
  const open = new Set<Session>()
  return {
    name: 'fake',
    native: false,
    loads,
    get open() {
      return open.size
    },
    async load(file, options = {}) {
      loads.push(options)
      const native = guarded(inTurn, options.native)
      const made = await native(() => (typeof model === 'function' ? model(file) : model))
      const session = sessionOf(made, options.name ?? 'fake', native, () => open.delete(session))
      open.add(session)
      return session
    },
  }
}

function sessionOf(model: FakeModel, name: string, native: Native, closed: () => void): Session {
  const { inputs, outputs } = model
  return {
    inputs,
    outputs,
    provider: 'fake',
    async run(given) {
      checkInputs(name, inputs, given)
      return native(() => model.run(given))
    },
    async dispose() {
      await native(() => closed())
    },
  }
}
