import type { ActorContext } from '@troupe/core/actor'
import type { BatchOptions } from './batch/batch.ts'
import { batched } from './batch/batched.ts'
import { attempted } from './attempted.ts'
import type { Backend, LoadOptions, Session } from './backend.ts'
import { systemClock } from './clock.ts'
import { checkModel } from './check-model.ts'
import { disposeAll } from './disposing.ts'
import { ActorError } from './errors.ts'
import type { Manifest } from './manifest.ts'
import type { LoadedModel, Registry } from './registry.ts'
import { serial } from './serial.ts'
import type { Content } from './store/store.ts'
import { warmUp } from './warm-up.ts'

/** A model inside an inference actor. */
export interface InferenceModel {
  readonly manifest: Manifest
  readonly session: Session
  /**
   * Reads another file of the model as text: its labels.
   *
   * @throws {ActorError<'invalid-argument'>} The manifest has no such file.
   */
  text(file: string): Promise<string>
  /**
   * Reads another file of the model.
   *
   * @throws {ActorError<'invalid-argument'>} The manifest has no such file.
   */
  bytes(file: string): Promise<Uint8Array>
}

/** What opening a model takes. */
export interface Opening {
  readonly context: Pick<
    ActorContext,
    'path' | 'signal' | 'native' | 'progress' | 'attempt' | 'log'
  >
  readonly registry: Registry
  readonly backend: Backend
  readonly warmUp: boolean
  /** By the name that the setup calls a model. */
  readonly batch: Readonly<Record<string, BatchOptions | undefined>>
}

/**
 * Opens models one after the other, while the files of those that follow are fetched and verified; when
 * one fails, those before it are disposed.
 */
export async function openModels<Name extends string>(
  references: Readonly<Record<Name, string>>,
  opening: Opening,
): Promise<Record<Name, InferenceModel>> {
  const { backend, batch, context } = opening
  const failed = new AbortController()
  const signal = AbortSignal.any([context.signal, failed.signal])
  const inTurn = serial()
  const loads = Object.entries<string>(references).map(
    ([name, reference]) => [name, inTurn(() => fetchModel(reference, signal, opening))] as const,
  )
  // After the first file was asked for: it is hashed beside the import, which keeps this thread busy.
  backend.prepare?.(context.native)
  const opened: [string, InferenceModel][] = []
  try {
    for (const [name, load] of loads)
      opened.push([name, await openModel(await load, batch[name], opening)])
  } catch (error) {
    failed.abort(error)
    await disposeAll(opened.map(([, { session }]) => session))
    throw error
  }
  return Object.fromEntries(opened) as Record<Name, InferenceModel>
}

/** Brings the files of a model, and tells the parent how far it has come. */
function fetchModel(
  reference: string,
  signal: AbortSignal,
  { context, registry }: Opening,
): Promise<LoadedModel> {
  return registry.load(reference, { signal, onProgress: everyPercent(context.progress) })
}

/** Loads, checks and warms up one model. */
async function openModel(
  loaded: LoadedModel,
  batch: BatchOptions | undefined,
  opening: Opening,
): Promise<InferenceModel> {
  const { context } = opening
  const { manifest } = loaded
  const name = `${manifest.id}@${manifest.version}`
  context.signal.throwIfAborted()
  context.progress({ phase: `load ${name}`, done: 0, total: 1 })
  const session = await attempted(name, manifest, opening, (options) =>
    begin(loaded, options, opening),
  )
  context.progress({ phase: `load ${name}`, done: 1, total: 1 })
  const used = batch === undefined ? session : batched(name, session, batch, systemClock)
  return { manifest, session: used, ...readers(name, loaded) }
}

/** Loads a model, compares it with its manifest and warms it up. */
async function begin(
  { manifest, model, externalData }: LoadedModel,
  options: LoadOptions,
  { backend, warmUp: warm }: Opening,
): Promise<Session> {
  const session = await backend.load(model, { ...options, externalData })
  try {
    checkModel(manifest, session)
    if (warm) await warmUp(session, manifest)
    return session
  } catch (error) {
    await session.dispose()
    throw error
  }
}

function readers(model: string, { files }: LoadedModel): Pick<InferenceModel, 'text' | 'bytes'> {
  const find = (file: string): Content => {
    if (Object.hasOwn(files, file)) return files[file]!
    throw new ActorError(
      'invalid-argument',
      `${model} has no file "${file}"; it has ${Object.keys(files).join(', ')}`,
      {
        argument: 'file',
        hint: 'name one of the files in the manifest',
      },
    )
  }
  return {
    text: async (file) => new TextDecoder().decode(await find(file).bytes()),
    bytes: async (file) => find(file).bytes(),
  }
}

/** Lets through what people can see: a new phase, a new hundredth, the end. */
function everyPercent(report: ActorContext['progress']): ActorContext['progress'] {
  let last = ''
  return (progress) => {
    const { phase, done, total = 1 } = progress
    const step = `${phase}${Math.floor((100 * done) / Math.max(1, total))}`
    if (step !== last) report(progress)
    last = step
  }
}
