import type { Session, TensorInfo, Tensors } from './backend.ts'
import type { Manifest } from './manifest.ts'
import { zeros } from './tensor.ts'

/**
 * Runs a model on zeros as often as its manifest says, so that the first message does not pay for
 * what a runtime prepares at the first run. Without `warmUp` in the manifest nothing runs.
 */
export async function warmUp(session: Session, { inputs, warmUp }: Manifest): Promise<void> {
  if (warmUp === undefined) return
  const { runs = 1, axes = {} } = warmUp
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
