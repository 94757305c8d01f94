import { describe, expect, test } from 'vitest'
import {
  actor,
  type ActorRef,
  ask,
  child,
  type Down,
  type ExitReason,
  type InspectionEvent,
  memory,
  protocol,
  supervise,
  watch,
} from '../../src/index.ts'

const Leaf = protocol('leaf', {
  say: ask<string, string>(),
  crash: ask(),
  stop: ask(),
  where: ask<void, string>(),
})
const disposals: string[] = []
const leaf = actor(
  Leaf,
  ({ path, exit }) => ({
    say: (words) => words.toUpperCase(),
    crash() {
      throw new Error('as asked')
    },
    stop: () => exit(),
    where: () => path,
    [Symbol.dispose]: () => void disposals.push(path),
  }),
  { onFailure: () => 'restart' },
)

const Branch = protocol('branch', {
  grow: ask<string, ActorRef<typeof Leaf>>(),
  through: ask<string, string>(),
  list: ask<void, string[]>(),
  cut: ask<string>(),
  quit: ask(),
  find: ask<string, ActorRef<typeof Leaf> | undefined>(),
  downs: ask<void, Down[]>(),
  watch: ask<ActorRef<typeof Leaf>>(),
})
const branch = actor(Branch, ({ self, path, exit, lookup }) => {
  const leaves = new Map<string, ActorRef<typeof Leaf>>()
  const downs: Down[] = []
  return {
    async grow(id) {
      const ref = await self.spawn(id, child(Leaf, memory(leaf)))
      leaves.set(id, ref)
      return ref
    },
    through: (id) => leaves.get(id)!.ask.say(id),
    list: () => self.list().map(({ id }) => id),
    cut: (id) => self.stopChild(id),
    quit: () => exit(),
    find: (path) => lookup(Leaf, path),
    downs: () => downs,
    watch: (ref) => void watch(ref, (down) => downs.push(down)),
    async [Symbol.asyncDispose]() {
      disposals.push(path)
    },
  }
})

async function tree() {
  const events: InspectionEvent[] = []
  const app = await supervise({
    children: { branch: child(Branch, memory(branch)), leaf: child(Leaf, memory(leaf)) },
    log: false,
    inspect: (event) => events.push(event),
  })
  return { app, branch: app.children.branch, events }
}

const nextDown = (ref: ActorRef, fits: (down: Down) => boolean = () => true) =>
  new Promise<Down>((resolve) => {
    const end = watch(ref, (down) => {
      if (!fits(down)) return
      end()
      resolve(down)
    })
  })

describe('self.spawn', () => {
  test('starts a child inside, which answers inside and outside at its own path', async () => {
    const { app, branch } = await tree()
    await using _ = app
    const ref = await branch.ask.grow('a')
    expect(ref.path).toBe('app/branch/a')
    expect(await ref.ask.say('hi')).toBe('HI')
    expect(await ref.ask.where()).toBe('app/branch/a')
    expect(await branch.ask.through('a')).toBe('A')
    expect(await app.lookup(Leaf, 'app/branch/a')!.ask.say('found')).toBe('FOUND')
  })

  test('refuses a second child of one id, and says which are there', async () => {
    const { app, branch } = await tree()
    await using _ = app
    await branch.ask.grow('a')
    await branch.ask.grow('b')
    await expect(branch.ask.grow('a')).rejects.toMatchObject({ code: 'name-taken' })
    expect(await branch.ask.list()).toEqual(['a', 'b'])
    await branch.ask.cut('a')
    expect(app.lookup(Leaf, 'app/branch/a')).toBeUndefined()
  })

  test('restarts a child that crashes, tells the app, and keeps its address', async () => {
    const { app, branch, events } = await tree()
    await using _ = app
    const ref = await branch.ask.grow('a')
    const down = nextDown(ref)
    await ref.ask.crash().catch(() => {})
    expect(await down).toMatchObject({ path: 'app/branch/a', incarnation: 1, final: false })
    expect(await ref.ask.say('again')).toBe('AGAIN')
    const told = events.filter(({ path }) => path === 'app/branch/a').map(({ type }) => type)
    expect(told).toEqual([
      'child-starting',
      'child-ready',
      'child-exited',
      'restart-scheduled',
      'child-starting',
      'child-ready',
    ])
  })

  test('S087 ends the parent, and with it all its children, when they use up their restarts', async () => {
    const { app, branch } = await tree()
    await using _ = app
    const ref = await branch.ask.grow('a')
    const parent = nextDown(branch)
    for (let crash = 0; crash < 4; crash++) await ref.ask.crash().catch(() => {})
    expect((await parent).reason).toMatchObject({
      type: 'gave-up',
      child: 'a',
    } satisfies Partial<ExitReason>)
    expect(await branch.ask.list()).toEqual([])
  })

  test('S088 takes the children along when the parent ends, however it ends', async () => {
    const { app, branch } = await tree()
    await using _ = app
    const ref = await branch.ask.grow('a')
    const down = nextDown(ref, ({ final }) => final)
    await branch.ask.quit()
    await down
    await expect(ref.ask.say('anyone?')).rejects.toMatchObject({ code: 'down' })
    expect(app.lookup(Leaf, 'app/branch/a')).toBeUndefined()
  })

  test('stops children before the actor cleans up', async () => {
    const { app, branch } = await tree()
    await branch.ask.grow('a')
    await branch.ask.grow('b')
    disposals.length = 0
    await app.stop()
    expect(disposals).toEqual(['app/leaf', 'app/branch/b', 'app/branch/a', 'app/branch'])
  })
})

describe('lookup and watch from inside', () => {
  test('find an actor elsewhere in the tree and hear of its ends', async () => {
    const { app, branch } = await tree()
    await using _ = app
    const found = await branch.ask.find('app/leaf')
    expect(found?.address).toBe(app.children.leaf.address)
    expect(await branch.ask.find('app/nobody')).toBeUndefined()
    await branch.ask.watch(app.children.leaf)
    const down = nextDown(app.children.leaf)
    await app.children.leaf.ask.crash().catch(() => {})
    await down
    expect(await branch.ask.downs()).toMatchObject([
      { path: 'app/leaf', incarnation: 1, final: false },
    ])
  })

  test('refuse another protocol at the path', async () => {
    const { app, branch } = await tree()
    await using _ = app
    await expect(branch.ask.find('app/branch')).rejects.toMatchObject({ code: 'mismatch' })
  })
})
