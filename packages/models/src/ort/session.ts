import type { InferenceSession, TensorConstructor } from 'onnxruntime-node'
import type { LoadOptions, Native, Session, Tensors } from '../backend.ts'
import { checkInputs } from '../check-inputs.ts'
import { ActorError, reasonOf } from '../errors.ts'
import { fromOrt, tensorInfos, toOrt } from './convert.ts'
import { externalDataFor } from './external-data.ts'
import { sessionOptions } from './options.ts'
import { guarded, serial } from '../serial.ts'

/** What both packages of onnxruntime export. */
export interface Ort {
  readonly InferenceSession: {
    create(path: string, options?: InferenceSession.SessionOptions): Promise<InferenceSession>
    create(bytes: Uint8Array, options?: InferenceSession.SessionOptions): Promise<InferenceSession>
  }
  readonly Tensor: TensorConstructor
}

/** onnxruntime takes one call at a time per isolate, whatever the session. */
const inTurn = serial()

/** Runs native work when its turn has come. */
export function nativeTurn(native: Native | undefined): Native {
  return guarded(inTurn, native)
}

/** Loads a model with onnxruntime. */
export async function createSession(
  ort: Ort,
  model: string | Uint8Array,
  options: LoadOptions,
  defaults: { readonly providers: readonly string[] },
): Promise<Session> {
  const name = options.name ?? (typeof model === 'string' ? model : 'model')
  const native = nativeTurn(options.native)
  const externalData = await externalDataFor(model, options.externalData)
  const settings = { ...sessionOptions(options, defaults), externalData }
  const inner = await create(name, () =>
    native(() =>
      typeof model === 'string'
        ? ort.InferenceSession.create(model, settings)
        : ort.InferenceSession.create(model, settings),
    ),
  )
  try {
    return wrap(ort, inner, {
      name,
      provider: (options.providers ?? defaults.providers)[0]!,
      native,
    })
  } catch (error) {
    await native(() => inner.release())
    throw error
  }
}

async function create(
  model: string,
  load: () => Promise<InferenceSession>,
): Promise<InferenceSession> {
  try {
    return await load()
  } catch (cause) {
    if (ActorError.is(cause)) throw cause
    const reason = reasonOf(cause).replace(/\.+$/, '')
    throw new ActorError(
      'model-invalid',
      `onnxruntime cannot load ${model}: ${reason}. ${remedyFor(reason)}`,
      { model, issues: [reason] },
      { cause },
    )
  }
}

function remedyFor(reason: string): string {
  return /external/i.test(reason)
    ? 'Name the files of its weights in externalData of the manifest, as they are called beside the network'
    : 'Check that the file is an ONNX model and that its operators and execution providers exist here'
}

function wrap(
  ort: Ort,
  inner: InferenceSession,
  { name, provider, native }: { name: string; provider: string; native: Native },
): Session {
  const inputs = tensorInfos(name, inner.inputMetadata)
  const outputs = tensorInfos(name, inner.outputMetadata)
  let released: Promise<void> | undefined
  return {
    inputs,
    outputs,
    provider,
    async run(given) {
      checkInputs(name, inputs, given)
      if (released !== undefined) throw disposed(name)
      const feeds = Object.fromEntries(
        Object.entries(given).map(([input, tensor]) => [input, toOrt(ort.Tensor, tensor)]),
      )
      return native(async () => ours(await inner.run(feeds)))
    },
    dispose: () => (released ??= native(() => inner.release())),
  }
}

function disposed(model: string): ActorError {
  return new ActorError('invalid-argument', `${model} was disposed and computes no more`, {
    argument: 'session',
    hint: 'load the model again',
  })
}

async function ours(outputs: InferenceSession.ReturnType): Promise<Tensors> {
  const entries: [string, Tensors[string]][] = []
  for (const [output, tensor] of Object.entries(outputs))
    entries.push([output, await fromOrt(tensor)])
  return Object.fromEntries(entries)
}
