import { isAbnormal } from '../../src/isolate/exit.ts'
import type { Command, Report } from '../../src/supervise/events.ts'
import { isLive } from '../../src/supervise/lifecycle.ts'
import type { SupervisorSpec } from '../../src/supervise/spec.ts'
import type { ChildState } from '../../src/supervise/state.ts'
import { isGroup } from '../../src/supervise/strategy.ts'
import type { Simulation, Step } from './simulation.ts'

function law(holds: boolean, words: string): void {
  if (!holds) throw new Error(`broken law: ${words}`)
}

/** Checks after every step what must hold whatever happens. */
export function watchOver(simulation: Simulation): void {
  const lives = new Map<string, string>()
  const failures: number[] = []
  simulation.observe = (step) => {
    freeze(step.after)
    for (const command of step.commands) {
      obeysItsLife(lives, command)
      if (command.type === 'report') keepsCount(failures, command.report, step.at, simulation.spec)
    }
    respectsRules(step)
    startsInOrder(step, simulation.spec)
    stopsInReverse(step, simulation.spec)
    endsForGood(step)
    hasOneTimerEach(step)
  }
}

/** What may follow what, in the commands of one child. */
const grammar: Record<string, readonly string[]> = {
  closed: ['start', 'forgotten', 'closed'],
  forgotten: ['start', 'closed'],
  start: ['up', 'stop', 'kill', 'down'],
  up: ['drain', 'stop', 'kill', 'down'],
  drain: ['stop', 'kill', 'down'],
  stop: ['kill', 'down'],
  kill: ['fence', 'down'],
  fence: ['down'],
  down: ['start', 'closed'],
}

function obeysItsLife(lives: Map<string, string>, command: Command): void {
  if (!('id' in command)) return
  const last = lives.get(command.id) ?? 'forgotten'
  law(grammar[last]!.includes(command.type), `${command.id}: ${command.type} after ${last}`)
  law(!(last === 'closed' && command.type === 'closed'), `${command.id} is closed twice`)
  lives.set(command.id, command.type)
}

/** The intensity law, by counting: no window holds more restarts than allowed, but the last one. */
function keepsCount(
  failures: number[],
  report: Report,
  at: number,
  { restarts }: SupervisorSpec,
): void {
  if (report.reason.type === 'error' && report.reason.escalate) return
  failures.push(at)
  const inWindow = failures.filter((earlier) => earlier >= at - restarts.within).length
  const isTooMany = restarts.max !== 'infinity' && inWindow > restarts.max
  law(
    isTooMany === (report.type === 'gave-up'),
    `${inWindow} restarts in the window and ${report.type}`,
  )
}

/** Nobody is restarted whose rule forbids it. */
function respectsRules({ before, commands }: Step): void {
  for (const command of commands) {
    if (command.type !== 'report' || command.report.type !== 'restart-scheduled') continue
    const { id, reason } = command.report
    const { spec, wanted, condemned } = find(before.children, id)
    law(
      spec.restart === 'permanent' || (spec.restart === 'transient' && isAbnormal(reason)),
      `${id} came back`,
    )
    law(
      wanted === 'up' && !condemned && before.phase !== 'ending',
      `${id} came back although it was to go`,
    )
  }
}

function startsInOrder({ commands, after, before }: Step, { strategy }: SupervisorSpec): void {
  const inOrder = isGroup(strategy) || before.phase === 'starting' || before.phase === 'idle'
  for (const command of commands) {
    if (command.type !== 'start') continue
    law(
      after.phase === 'starting' || after.phase === 'running',
      `${command.id} starts in phase ${after.phase}`,
    )
    if (!inOrder) continue
    const earlier = [...after.children].slice(
      0,
      [...after.children].findIndex(({ spec }) => spec.id === command.id),
    )
    law(
      earlier.every(({ wanted, life }) => wanted !== 'up' || life === 'ready'),
      `${command.id} starts too early`,
    )
    law(![...after.children].some(mustGo), `${command.id} starts before its group is gone`)
  }
}

function stopsInReverse({ commands, after, event }: Step, { strategy }: SupervisorSpec): void {
  const isSequential =
    strategy !== 'dynamic' &&
    !after.ending?.byForce &&
    (isGroup(strategy) || after.phase === 'ending')
  if (!isSequential || event.type === 'fired' || event.type === 'condemned') return
  for (const command of commands) {
    if (command.type !== 'stop' && command.type !== 'kill' && command.type !== 'drain') continue
    const later = [...after.children].slice(
      [...after.children].findIndex(({ spec }) => spec.id === command.id) + 1,
    )
    law(
      event.type === 'drained' || !later.some(mustGo),
      `${command.id} is sent away before those after it`,
    )
  }
}

function endsForGood({ before, after, commands }: Step): void {
  law(before.phase !== 'over' || after.phase === 'over', 'the end is the end')
  if (after.phase !== 'over') return
  law(
    [...after.children].every(({ life }) => life === 'gone'),
    'nobody is left at the end',
  )
  law(
    [...after.children].every(({ waiting }) => waiting.length === 0),
    'nobody waits at the end',
  )
  const isQuiet = commands.every(({ type }) => type === 'answer')
  law(before.phase !== 'over' || isQuiet, 'nothing happens after the end')
}

function hasOneTimerEach({ after }: Step): void {
  const armed = [...after.children].flatMap(({ timer }) => timer ?? [])
  law(new Set(armed).size === armed.length, 'each timer is one child’s')
}

function mustGo({ life, wanted, condemned }: ChildState): boolean {
  return isLive(life) && (wanted !== 'up' || condemned)
}

function find(children: Iterable<ChildState>, id: string): ChildState {
  return [...children].find(({ spec }) => spec.id === id)!
}

/** So that whoever changes a state in place is caught. */
function freeze(value: unknown): void {
  if (
    typeof value !== 'object' ||
    value === null ||
    Object.isFrozen(value) ||
    value instanceof Error
  )
    return
  Object.freeze(value)
  for (const part of Object.values(value)) freeze(part)
}
