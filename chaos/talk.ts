import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@troupe/core'
import { expected, type Ledger } from './ledger.ts'
import { signal } from './strikes.ts'
import type { Tally } from './storm.ts'
import type { Lives } from './targets.ts'
import type { Tree } from './tree.ts'

/** Callers at a time for each talker. */
const callers = 4
/** Asks that one caller has under way. */
const burst = 8

/** What is known of all that talk, and when they are to stop. */
export interface Conversation {
  readonly tree: Tree
  readonly ledger: Ledger
  readonly lives: Lives
  readonly tally: Tally
  /** A source of chance for each that takes part. */
  readonly random: (stream: number) => Random
  /** Strikes a second. */
  readonly rate: number
  readonly stop: AbortSignal
}

/**
 * Has actors ask each other, while they die. Their lines are left alone, because an isolate of which a
 * line is spoiled has no channels; nor do they hang, which nobody would find without a `stallTimeout`.
 */
export function talk(conversation: Conversation): Promise<void>[] {
  const { random } = conversation
  const talkers = Object.values(conversation.tree.app.children.talk.children)
  return [
    strike(conversation, random(0)),
    ...talkers.flatMap((from, at) =>
      Array.from({ length: callers }, (_, caller) =>
        relay(conversation, from, random(1 + at * callers + caller)),
      ),
    ),
  ]
}

type Talking = Tree['app']['children']['talk']['children']['thread5']

async function relay(conversation: Conversation, from: Talking, random: Random): Promise<void> {
  const { tree, stop } = conversation
  const others = Object.values(tree.app.children.talk.children).filter((other) => other !== from)
  while (!stop.aborted) {
    const to = others[Math.floor(random() * others.length)]!
    const sums = Array.from({ length: burst }, () => ({
      value: Math.floor(random() * 10_000),
      milliseconds: random() < 0.2 ? Math.floor(random() * 15) : 0,
    }))
    await Promise.all(sums.map((sum) => once(conversation, { from, to, ...sum })))
    await pause(random() * 30)
  }
}

interface Turn {
  readonly from: Talking
  readonly to: Talking
  readonly value: number
  readonly milliseconds: number
}

function once({ ledger }: Conversation, { from, to, ...sum }: Turn): Promise<void> {
  const id = ledger.id({ path: to.path, once: true })
  return ledger.watch(from.path, async () => {
    const answer = await from.ask.relay({ to, id, ...sum })
    if (answer === sum.value ** 2) ledger.answered(id)
    else if (typeof answer === 'number' || !expected.has(answer))
      ledger.violate(`${to.path}: ${from.path} got ${answer} for the square of ${sum.value}`)
  })
}

const ways = ['crash', 'throw', 'reject', 'exit', 'exit-zero', 'out-of-memory', 'SIGKILL'] as const

async function strike(conversation: Conversation, random: Random): Promise<void> {
  const { tree, lives, ledger, tally, rate, stop } = conversation
  const talkers = Object.values(tree.app.children.talk.children)
  const consequences: Promise<void>[] = []
  while (!stop.aborted) {
    await pause((-Math.log(1 - random()) / rate) * 1_000)
    const target = talkers[Math.floor(random() * talkers.length)]!
    const life = lives.ready.get(target.path)
    if (life === undefined) continue
    const how = ways[Math.floor(random() * ways.length)]!
    tally.count(how)
    lives.note(target.path, how.toUpperCase())
    if (how === 'crash') crash(tree, target.path)
    else if (how !== 'SIGKILL')
      consequences.push(ledger.watch(target.path, () => target.ask.die({ how })))
    else if (life.pid !== undefined) signal(life.pid, how)
  }
  await Promise.all(consequences)
}

function crash({ app }: Tree, path: string): void {
  try {
    app.kill(path)
  } catch {
    // It was quicker.
  }
}
