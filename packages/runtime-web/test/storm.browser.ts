import { expect, inject, test } from 'vitest'
import { type ActorRef, child, type InspectionEvent, supervise, watch } from '@troupe/core'
import { type Fault, Scripted } from '@troupe/core/conformance/protocol'
import { worker } from '@troupe/runtime-web'

/** How an actor of the storm dies: by what it does, or because the browser takes its worker away. */
type Blow = Fault | 'taken away'

const blows: readonly Blow[] = ['throw', 'reject', 'exit-zero', 'taken away', 'loop']

/** 200 in all, half of them in each kind of page. */
const deaths = 100
const actors = 10
const asks = 20

/** The same storm every time: a linear congruential generator. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/** A scripted actor, and the worker of its present life. */
function target() {
  let present: Worker | undefined
  const isolate = worker(
    () =>
      (present = new Worker(new URL('./fixtures/scripted.worker.ts', import.meta.url), {
        type: 'module',
      })),
  )
  return { isolate, takeAway: () => present?.terminate() }
}

/** Sends asks, strikes in their midst, and sees how each ends. */
async function strike(
  ref: ActorRef<typeof Scripted>,
  blow: Blow,
  at: number,
  takeAway: () => void,
): Promise<string[]> {
  const endings = Array.from({ length: asks }, (_, n) => {
    const answer = n === at && blow !== 'taken away' ? hit(ref, blow) : ref.ask.echo(n)
    if (n === at && blow === 'taken away') void ref.ask.echo('begun').then(takeAway, () => {})
    return answer.then(
      () => 'replied',
      (error: { code: string }) => error.code,
    )
  })
  return Promise.all(endings)
}

function hit(ref: ActorRef<typeof Scripted>, how: Fault): Promise<unknown> {
  return ref.ask.die({ how, later: how === 'throw' })
}

/** Resolves when the present life of an actor is over. */
async function death(ref: ActorRef<typeof Scripted>): Promise<void> {
  let unwatch = (): void => {}
  await new Promise<unknown>((resolve) => (unwatch = watch(ref, resolve)))
  unwatch()
}

test('worker() lives through a storm: every ask settles, nothing is lost, everyone comes back', async () => {
  const roll = dice(inject('isolated') ? 1 : 2)
  const targets = Array.from({ length: actors }, target)
  const events: InspectionEvent[] = []
  const app = await supervise({
    restarts: { max: 10 * deaths, within: 600_000 },
    children: Object.fromEntries(
      targets.map(({ isolate }, n) => [
        `a${n}`,
        child(Scripted, isolate, { stallTimeout: 1_000, backoff: { min: 0, max: 0 } }),
      ]),
    ),
    deadline: 60_000,
    log: false,
    inspect: (event) => events.push(event),
  })
  const refs = Object.values(app.children)
  const endings = await Promise.all(
    refs.map(async (ref, n) => {
      const all: string[] = []
      for (let turn = 0; turn < deaths / actors; turn++) {
        const blow = blows[(n + turn) % blows.length]!
        const down = death(ref)
        all.push(...(await strike(ref, blow, roll(asks), () => targets[n]!.takeAway())))
        await down
      }
      expect(await ref.ask.echo('alive')).toBe('alive')
      return all
    }),
  )
  const kinds = new Set(endings.flat())
  expect(endings.flat()).toHaveLength(deaths * asks)
  expect([...kinds].toSorted()).toEqual(['down', 'replied'])
  expect(events.filter(({ type }) => type === 'child-exited')).toHaveLength(deaths)
  expect(await app.stop()).toEqual({ type: 'shutdown' })
}, 180_000)
