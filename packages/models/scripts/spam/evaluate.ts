import type { Session } from '../../src/backend.ts'
import { probabilities } from '../../src/tasks/spam/judge.ts'
import type { Example } from './corpus.ts'
import { measure, type Metrics } from './metrics.ts'

const batchSize = 32

/** How the network judges examples: all, and those of each group of the corpus. */
export interface Evaluation {
  readonly all: Metrics
  /** Share judged rightly. */
  readonly accuracyByGroup: Readonly<Record<string, number>>
}

/** Runs the network over examples and compares. */
export async function evaluate(
  session: Session,
  examples: readonly Example[],
): Promise<Evaluation> {
  const judged: number[] = []
  for (let start = 0; start < examples.length; start += batchSize) {
    const batch = examples.slice(start, start + batchSize).map(({ features }) => features)
    judged.push(...(await probabilities(session, batch)))
  }
  const groups = [...new Set(examples.map(({ group }) => group))].sort()
  const accuracyOf = (name: string) => {
    const own = examples.map((_, index) => index).filter((index) => examples[index]!.group === name)
    return measure(
      own.map((index) => judged[index]!),
      own.map((index) => examples[index]!.spam),
    ).accuracy
  }
  return {
    all: measure(
      judged,
      examples.map(({ spam }) => spam),
    ),
    accuracyByGroup: Object.fromEntries(groups.map((name) => [name, accuracyOf(name)])),
  }
}
