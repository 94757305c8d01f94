import { median } from '../../result.ts'
import { bareCosts } from './bare-cost.ts'
import { type CrashCost, crashCost, type Kind } from './crash-cost.ts'
import { type MeasuredModel, measuredModels } from './model.ts'

/** What coming back costs an actor that has a model; medians, in milliseconds. */
export interface Recovery {
  readonly model: MeasuredModel['id']
  readonly kind: Kind
  /** To start such an isolate, load the model and run it once, without Troupe. */
  readonly bare: number
  readonly without: CrashCost
  readonly standby: CrashCost
}

/** The most that a recovery may cost: with a spare beside without, without beside bare. */
export const goals = { standby: 0.1, bare: 1.15 }

/** The two ratios that matter. */
export function ratiosOf({ bare, without, standby }: Recovery): { standby: number; bare: number } {
  return { standby: standby.answered / without.answered, bare: without.answered / bare }
}

/** Measures in turn, so that what slows the machine down slows down all. */
export async function recoveries(
  rounds: number,
  progress: (line: string) => void,
): Promise<Recovery[]> {
  const found: Recovery[] = []
  for (const model of measuredModels) {
    const bare = await bareCosts(model)
    for (const kind of ['thread', 'subprocess'] as const) {
      const measured: { bare: number; without: CrashCost; standby: CrashCost }[] = []
      // The first round warms up the caches of the disk.
      for (let round = 0; round <= rounds; round++) {
        const one = {
          bare: await bare[kind](),
          without: await crashCost(model, kind, 0),
          standby: await crashCost(model, kind, 1),
        }
        if (round > 0) measured.push(one)
      }
      const recovery = {
        model: model.id,
        kind,
        bare: median(measured.map((one) => one.bare)),
        without: middle(measured.map((one) => one.without)),
        standby: middle(measured.map((one) => one.standby)),
      }
      found.push(recovery)
      progress(`${model.id} in a ${kind}: ${lineOf(recovery)}`)
    }
  }
  return found
}

function middle(costs: readonly CrashCost[]): CrashCost {
  const of = (phase: keyof CrashCost): number => median(costs.map((cost) => cost[phase]))
  return { exited: of('exited'), up: of('up'), ready: of('ready'), answered: of('answered') }
}

function lineOf(recovery: Recovery): string {
  const { bare, without, standby } = recovery
  const ratios = ratiosOf(recovery)
  const whole = (milliseconds: number): string => `${Math.round(milliseconds)} ms`
  return [
    `bare ${whole(bare)}`,
    `without spare ${whole(without.answered)} (${ratios.bare.toFixed(2)} of bare)`,
    `with spare ${whole(standby.answered)} (${ratios.standby.toFixed(3)} of without)`,
  ].join(', ')
}
