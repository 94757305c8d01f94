import { describe, expect, it } from 'vitest'
import { Crossing, crossingTo, retraced } from '../../src/isolate/channel/crossing.ts'
import { Junction } from '../../src/isolate/channel/junction.ts'
import type { Connection } from '../../src/isolate/isolate.ts'
import type { Tree } from '../../src/isolate/incarnation.ts'
import { code, type Frame, type Terms } from '../../src/wire/frame.ts'
import type { Link } from '../../src/wire/link.ts'

const terms: Terms = {
  delivery: 'at-most-once',
  maxDeliveries: 3,
  window: 512,
  concurrency: 1,
  direct: true,
}

function treeOf(): Tree & { tracing: { active: boolean } } {
  return { names: new Map(), enter() {}, leave() {}, tell() {}, tracing: { active: false } }
}

const able: Connection['reach'] = () => Promise.resolve(true)

/** A life whose frames are noted, in an isolate that can have channels or cannot. */
function lifeIn(tree: Tree, reach: Connection['reach'] = able) {
  const heard: Frame[] = []
  const link = { post: (frame: Frame) => void heard.push(frame) } as unknown as Link
  const connection = {
    send() {},
    kill() {},
    exited: new Promise(() => {}),
    reach,
  } as unknown as Connection
  const codes = () => heard.map(([first]) => first)
  return { junction: new Junction(link, connection, tree), heard, codes }
}

function crossingIn(tree: ReturnType<typeof treeOf>): Crossing {
  const crossing = new Crossing({ address: 'callee', tree, mailbox: {} })
  crossing.enter()
  return crossing
}

/** All promises that are settled have been heard. */
const laid = () => new Promise((resolve) => setImmediate(resolve))

/** What a test settles. */
function later() {
  let resolve!: (laid: boolean) => void
  const promise = new Promise<boolean>((settle) => (resolve = settle))
  return { promise, resolve }
}

const cannot = () => Promise.resolve(false)

const connect: Frame = [code.connect, 'callee']

describe('Crossing', () => {
  it('lays a channel to whoever asked, in each life that takes messages', async () => {
    const tree = treeOf()
    const crossing = crossingIn(tree)
    const [caller, first, second] = [lifeIn(tree), lifeIn(tree), lifeIn(tree)]
    caller.junction.control(connect)
    expect(caller.heard).toEqual([])
    crossing.up(first.junction, terms)
    await laid()
    expect([...caller.codes(), ...first.codes()]).toEqual([code.channel, code.channel])
    crossing.down({ type: 'killed' }, false)
    crossing.up(second.junction, terms)
    await laid()
    expect(caller.codes()).toEqual([code.channel, code.channelEnd, code.channel])
    expect(second.codes()).toEqual([code.channel])
  })

  it('lays none to at-least-once actors, to other trees, nor where an isolate cannot', async () => {
    const tree = treeOf()
    const crossing = crossingIn(tree)
    const callers = [lifeIn(tree), lifeIn(treeOf()), lifeIn(tree, cannot)]
    for (const { junction } of callers) junction.control(connect)
    crossing.up(lifeIn(tree).junction, { ...terms, delivery: 'at-least-once' })
    expect(callers.flatMap(({ heard }) => heard)).toEqual([])
    crossing.up(lifeIn(tree).junction, terms)
    await laid()
    expect(callers.map(({ heard }) => heard.length)).toEqual([1, 0, 0])
  })

  it('is left when all have given back what was not begun', async () => {
    const tree = treeOf()
    const crossing = crossingIn(tree)
    const caller = lifeIn(tree)
    caller.junction.control(connect)
    crossing.up(lifeIn(tree).junction, terms)
    await laid()
    crossing.down({ type: 'killed' }, false)
    let left = 0
    crossing.close(() => left++)
    expect([left, crossingTo('callee')]).toEqual([0, undefined])
    caller.junction.control([code.channelDrained, caller.heard[0]![1] as number])
    expect(left).toBe(1)
  })

  it('counts as drained when every caller has said so or is gone', async () => {
    const tree = treeOf()
    const crossing = crossingIn(tree)
    const [one, other] = [lifeIn(tree), lifeIn(tree)]
    for (const { junction } of [one, other]) junction.control(connect)
    crossing.up(lifeIn(tree).junction, terms)
    await laid()
    crossing.drain()
    let drained = 0
    crossing.whenDrained(() => drained++)
    one.junction.control([code.channelDrained, one.heard[0]![1] as number])
    expect(drained).toBe(0)
    other.junction.end({ type: 'killed' }, false)
    expect(drained).toBe(1)
  })

  it('asks for all channels back while messages are traced', async () => {
    const tree = treeOf()
    const crossing = crossingIn(tree)
    const caller = lifeIn(tree)
    caller.junction.control(connect)
    crossing.up(lifeIn(tree).junction, terms)
    await laid()
    tree.tracing.active = true
    retraced(tree)
    expect(caller.codes()).toEqual([code.channel, code.channelDrain])
    caller.junction.control([code.channelDrained, caller.heard[0]![1] as number])
    tree.tracing.active = false
    retraced(tree)
    await laid()
    expect(caller.codes().at(-1)).toBe(code.channel)
    crossing.close(() => {})
  })

  it.each<
    [string, (crossing: Crossing, caller: Junction, tree: ReturnType<typeof treeOf>) => void]
  >([
    ['the life ends', (crossing) => crossing.down({ type: 'killed' }, false)],
    ['the caller ends', (crossing, caller) => crossing.leave(caller, { type: 'killed' }, false)],
    ['it drains', (crossing) => crossing.drain()],
    [
      'messages are traced',
      (_crossing, _caller, tree) => {
        tree.tracing.active = true
        retraced(tree)
      },
    ],
  ])('ends a channel at once that is laid after %s', async (_, happens) => {
    const tree = treeOf()
    const crossing = crossingIn(tree)
    const laying = later()
    const [caller, callee] = [lifeIn(tree, () => laying.promise), lifeIn(tree)]
    caller.junction.control(connect)
    crossing.up(callee.junction, terms)
    happens(crossing, caller.junction, tree)
    let drained = 0
    crossing.whenDrained(() => drained++)
    expect([caller.heard, drained]).toEqual([[], 1])
    laying.resolve(true)
    await laid()
    expect(caller.codes()).toEqual([code.channel, code.channelEnd])
    expect(callee.codes()).toEqual([code.channel, code.channelEnd])
    let left = 0
    crossing.close(() => left++)
    expect(left).toBe(1)
  })

  it('lays no second one while the first is on its way', async () => {
    const tree = treeOf()
    const crossing = crossingIn(tree)
    let asked = 0
    const laying = later()
    const caller = lifeIn(tree, () => (asked++, laying.promise))
    caller.junction.control(connect)
    crossing.up(lifeIn(tree).junction, terms)
    retraced(tree)
    expect(asked).toBe(1)
    laying.resolve(true)
    await laid()
    expect(caller.codes()).toEqual([code.channel])
    crossing.close(() => {})
  })
})
