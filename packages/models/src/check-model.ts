import type { Session, TensorInfo } from './backend.ts'
import { describeTensor } from './check-inputs.ts'
import { ActorError } from './errors.ts'
import type { Manifest } from './manifest.ts'

/**
 * Compares what a loaded model really takes and gives with its manifest.
 *
 * A manifest may fix an axis that the model leaves free, never the other way round. Outputs whose
 * shape the model does not tell fit any.
 *
 * @throws {ActorError<'model-invalid'>} They differ; `details.issues` says where.
 */
export function checkModel(
  manifest: Manifest,
  { inputs, outputs }: Pick<Session, 'inputs' | 'outputs'>,
): void {
  const model = `${manifest.id}@${manifest.version}`
  const issues = [
    ...differences('input', manifest.inputs, inputs),
    ...differences('output', manifest.outputs, outputs),
  ]
  if (issues.length === 0) return
  throw new ActorError(
    'model-invalid',
    `${model} is not what its manifest says: ${issues.join('; ')}. Correct inputs and outputs of the manifest, or name the right file`,
    { model, issues },
  )
}

function differences(
  kind: 'input' | 'output',
  said: readonly TensorInfo[],
  real: readonly TensorInfo[],
): string[] {
  const extra = real.filter(({ name }) => !said.some((info) => info.name === name))
  return [
    ...said.flatMap((info) => difference(kind, info, real)),
    ...extra.map((info) => `${kind} ${describeTensor(info)} of the model is not in the manifest`),
  ]
}

function difference(
  kind: 'input' | 'output',
  said: TensorInfo,
  all: readonly TensorInfo[],
): string[] {
  const real = all.find(({ name }) => name === said.name)
  if (real === undefined)
    return [`${kind} ${describeTensor(said)} of the manifest is not in the model`]
  const untold = kind === 'output' && real.shape.length === 0
  if (real.type === said.type && (untold || shapesFit(said.shape, real.shape))) return []
  return [
    `${kind} is ${describeTensor(real)} in the model and ${describeTensor(said)} in the manifest`,
  ]
}

function shapesFit(said: TensorInfo['shape'], real: TensorInfo['shape']): boolean {
  return (
    said.length === real.length &&
    real.every((size, axis) => typeof size !== 'number' || size === said[axis])
  )
}
