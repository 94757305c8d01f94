import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@troupe/core'
import type { Ledger } from './ledger.ts'
import type { Target } from './targets.ts'

type VictimTarget = Target & { readonly victim: NonNullable<Target['victim']> }

/** What a caller needs, and when it is to stop. */
export interface Caller {
  readonly target: VictimTarget
  readonly ledger: Ledger
  readonly random: Random
  readonly stop: AbortSignal
}

type Action = (caller: Caller) => Promise<void> | void

const square: Action = (caller) => {
  const { target, ledger, random } = caller
  const value = Math.floor(random() * 10_000)
  const milliseconds = random() < 0.3 ? Math.floor(random() * 15) : 0
  const id = ledger.id(target)
  return ledger.watch(target.path, async () => {
    const answer = await target.victim.ask.square({ id, value, milliseconds })
    ledger.answered(id)
    if (answer !== value * value)
      ledger.violate(`${target.path}: the square of ${value} came as ${answer}`)
  })
}

const tells =
  (count: number): Action =>
  ({ target, ledger }) => {
    ledger.send(target.path, count)
    for (let n = 0; n < count; n++) {
      const taken = target.victim.tell.note({ id: ledger.id({ ...target, tell: true }) })
      ledger.saw(target.path, taken ? 'taken' : 'refused')
    }
  }

/** Reads a stream, now and then slowly, now and then not to its end. */
const count: Action = (caller) => {
  const { target, ledger, random } = caller
  const to = Math.floor(random() * 100)
  const slow = random() < 0.3
  const leaveAt = random() < 0.2 ? to / 2 : Infinity
  const id = ledger.id({ path: target.path, once: true })
  return ledger.watch(target.path, async () => {
    let due = 0
    for await (const item of target.victim.stream.count({ id, to })) {
      if (item !== due++) ledger.violate(`${target.path}: item ${due - 1} came as ${item}`)
      if (due > leaveAt) return 'left'
      if (slow && due % 10 === 0) await pause(5)
    }
    ledger.answered(id)
    if (due !== to) ledger.violate(`${target.path}: a stream ended after ${due} of ${to} items`)
    return undefined
  })
}

const total: Action = (caller) => {
  const { target, ledger, random } = caller
  const values = Array.from({ length: 20 }, () => Math.floor(random() * 100))
  const items = values.map((value) => ({ id: ledger.id({ path: target.path, once: true }), value }))
  return ledger.watch(target.path, async () => {
    let sum = 0
    let due = 0
    for await (const item of target.victim.duplex.total(items)) {
      sum += values[due++]!
      if (item !== sum) ledger.violate(`${target.path}: a total of ${sum} came as ${item}`)
    }
    if (due !== values.length) ledger.violate(`${target.path}: a total ended after ${due} items`)
  })
}

/** An ask that is given up by its caller. */
const cancelled: Action = (caller) => {
  const { target, ledger, random } = caller
  const id = ledger.id(target)
  const signal = AbortSignal.timeout(Math.floor(random() * 30))
  return ledger.watch(target.path, async () => {
    await target.victim.ask.wait({ id }, { signal })
  })
}

const actions: readonly (readonly [share: number, action: Action])[] = [
  [0.55, square],
  [0.15, tells(5)],
  [0.1, count],
  [0.08, total],
  [0.115, cancelled],
  // More than the mailbox holds.
  [0.005, tells(1_000)],
]

/** Calls until it is told to stop: one thing after the other, all sorts of them. */
export async function call(caller: Caller): Promise<void> {
  while (!caller.stop.aborted) {
    let left = caller.random()
    const [, action] = actions.find(([share]) => (left -= share) < 0) ?? actions[0]!
    await action(caller)
    await pause(caller.random() * 60)
  }
}
