import type { Session, TensorInfo, Tensors } from '../backend.ts'
import { checkInputs } from '../check-inputs.ts'
import type { Clock } from '../clock.ts'
import { ActorError } from '../errors.ts'
import { batch, type BatchEvent, type BatchOptions, idle } from './batch.ts'
import { keyOf, rowsOf, stack, unstack } from './rows.ts'

interface Run {
  readonly inputs: Tensors
  readonly rows: number
  readonly resolve: (outputs: Tensors) => void
  readonly reject: (error: unknown) => void
}

/**
 * The same session, which computes runs together that are made while it is busy: their rows, along
 * the first axis, become one run. Results are those of single runs; a run that fails together with
 * others is repeated alone, so that it fails nobody but itself.
 *
 * @throws {ActorError<'invalid-argument'>} The model fixes the first axis of an input or output.
 */
export function batched(
  name: string,
  session: Session,
  options: BatchOptions,
  clock: Clock,
): Session {
  refuseFixedRows(name, [...session.inputs, ...session.outputs])
  const runs = new Map<number, Run>()
  let state = idle
  let count = 0
  let sleepOn = (): void => {}
  const happens = (event: BatchEvent): void => {
    const [next, commands] = batch(state, event, clock.now(), options)
    state = next
    for (const command of commands) {
      sleepOn()
      if (command.type === 'wake') {
        sleepOn = clock.after(command.at - clock.now(), () => happens({ type: 'tick' }))
      } else void compute(session, take(runs, command.ids)).then(() => happens({ type: 'done' }))
    }
  }
  return {
    inputs: session.inputs,
    outputs: session.outputs,
    provider: session.provider,
    dispose: () => session.dispose(),
    async run(inputs) {
      checkInputs(name, session.inputs, inputs)
      const rows = rowsOf(inputs)
      if (rows === undefined) return session.run(inputs)
      return new Promise<Tensors>((resolve, reject) => {
        const id = ++count
        runs.set(id, { inputs, rows, resolve, reject })
        happens({ type: 'add', id, key: keyOf(inputs), size: rows })
      })
    },
  }
}

function take(runs: Map<number, Run>, ids: readonly number[]): Run[] {
  return ids.map((id) => {
    const run = runs.get(id)!
    runs.delete(id)
    return run
  })
}

/** Settles every one of `runs`; never rejects. */
async function compute(session: Session, runs: readonly Run[]): Promise<void> {
  if (runs.length === 1) return computeAlone(session, runs[0]!)
  try {
    const whole = await session.run(stack(runs.map(({ inputs }) => inputs)))
    const parts = unstack(
      whole,
      runs.map(({ rows }) => rows),
    )
    runs.forEach(({ resolve }, index) => resolve(parts[index]!))
  } catch {
    for (const run of runs) await computeAlone(session, run)
  }
}

async function computeAlone(session: Session, { inputs, resolve, reject }: Run): Promise<void> {
  await session.run(inputs).then(resolve, reject)
}

function refuseFixedRows(name: string, tensors: readonly TensorInfo[]): void {
  const fixed = tensors.find(({ shape }) => shape.length === 0 || typeof shape[0] === 'number')
  if (fixed === undefined) return
  throw new ActorError(
    'invalid-argument',
    `${name} cannot be computed in batches: the first axis of ${fixed.name} is not free`,
    { argument: 'batch', hint: 'leave batch out, or export the model with a free first axis' },
  )
}
