import { transition } from 'xstate'
import { lifecycle } from '../src/supervise/lifecycle-chart.ts'
import type { LifeEvent, LifeState, Move } from '../src/supervise/lifecycle.ts'

/** Where `event` leads from `life` by the chart, and what that wants done. */
export function moveInChart(life: LifeState, event: LifeEvent): Move {
  const here = lifecycle.resolveState({ value: life })
  const [next, actions] = transition(lifecycle, here, { type: event })
  return { life: next.value, effects: actions.map(({ type }) => type as Move['effects'][number]) }
}

/** The source of `src/supervise/lifecycle-moves.ts`: every arrow of the chart. */
export function movesSource(): string {
  const states = Object.keys(lifecycle.states) as LifeState[]
  const events = lifecycle.events as LifeEvent[]
  const rows = states.map((life) => {
    const arrows = events
      .map((event) => [event, moveInChart(life, event)] as const)
      .filter(([, move]) => move.life !== life || move.effects.length > 0)
      .map(([event, move]) => `    ${name(event)}: ${written(move)},\n`)
    return `  ${name(life)}: {\n${arrows.join('')}  },\n`
  })
  return `${head}{\n${rows.join('')}}\n`
}

const head = `import type { LifeEvent, LifeState, Move } from './lifecycle.ts'

/** Written by \`scripts/write-moves.ts\` from the chart: what means nothing in a state is not here. */
export const moves: Readonly<Record<LifeState, Partial<Readonly<Record<LifeEvent, Move>>>>> = `

function name(key: string): string {
  return key.includes('-') ? `'${key}'` : key
}

function written({ life, effects }: Move): string {
  return `{ life: '${life}', effects: [${effects.map((effect) => `'${effect}'`).join(', ')}] }`
}
