import type { Session, TensorInfo, Tensors } from './backend.ts'
import { ActorError, reasonOf } from './errors.ts'
import type { Manifest } from './manifest.ts'
import { zeros } from './tensor.ts'

/**
 * Runs a model on zeros as often as its manifest says, so that the first message does not pay for
 * what a runtime prepares at the first run. Without `warmUp` in the manifest nothing runs.
 *
 * @throws {ActorError<'model-invalid'>} It does not compute zeros of these sizes.
 */
export async function warmUp(session: Session, manifest: Manifest): Promise<void> {
  if (manifest.warmUp === undefined) return
  try {
    await runOnZeros(session, manifest.inputs, manifest.warmUp)
  } catch (cause) {
    if (ActorError.is(cause)) throw cause
    const model = `${manifest.id}@${manifest.version}`
    const issue = `its warm-up failed: ${reasonOf(cause)}`
    throw new ActorError(
      'model-invalid',
      `${model}: ${issue}. Correct the inputs or the axes of warmUp in the manifest, or leave warmUp out`,
      { model, issues: [issue] },
      { cause },
    )
  }
}

async function runOnZeros(
  session: Session,
  inputs: readonly TensorInfo[],
  { runs = 1, axes = {} }: NonNullable<Manifest['warmUp']>,
): Promise<void> {
  const given: Tensors = Object.fromEntries(
    inputs.map((info) => [info.name, zeros(info.type, sizes(info, axes))]),
  )
  for (let run = 0; run < runs; run++) await session.run(given)
}

function sizes({ shape }: TensorInfo, axes: Readonly<Record<string, number>>): number[] {
  return shape.map((axis) =>
    typeof axis === 'number' ? axis : ((axis !== null ? axes[axis] : undefined) ?? 1),
  )
}
