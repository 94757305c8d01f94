import { expect, it, test } from 'vitest'
import {
  actor,
  ask,
  child,
  type ChildDefinition,
  type InspectionEvent,
  memory,
  pool,
  protocol,
  supervise,
  supervisor,
} from '../../src/index.ts'
import { Fragile, fragile, stage } from '../support/stage.ts'

const broken = (how: () => never): ChildDefinition => ({
  subtree: supervisor({ children: {} }).subtree,
  mount: how,
})
const one = () => child(Fragile, memory(fragile))

test.each<[string, (first: ChildDefinition) => unknown, object]>([
  [
    'throws',
    (first) => ({
      first,
      second: broken(() => {
        throw new RangeError('no plan')
      }),
    }),
    { message: 'no plan' },
  ],
  ['is no definition', (first) => ({ first, second: 42 }), { code: 'invalid-argument' }],
  ['is nothing', (first) => ({ first, second: undefined }), { code: 'invalid-argument' }],
  [
    'asks for what cannot be',
    (first) => ({
      first,
      second: child(Fragile, memory(fragile), { significant: true, restart: 'transient' }),
    }),
    { code: 'invalid-argument' },
  ],
  ['has no children at all', () => undefined, { code: 'invalid-argument' }],
])(
  'S002 supervise() rejects with the fault of a tree that %s, and starts nobody',
  async (_, tree, error) => {
    const events: InspectionEvent[] = []
    const children = tree(one()) as Record<string, ChildDefinition>
    const failed = supervise({ children, log: false, inspect: (event) => events.push(event) })
    await expect(failed).rejects.toMatchObject(error)
    expect(events).toEqual([])
  },
)

it('S002 add() of a tree that cannot be set up leaves nothing behind, and its id free', async () => {
  const { app, events } = await stage({})
  const half = supervisor({ children: { one: one(), two: 42 as never } })
  await expect(app.add('late', half)).rejects.toMatchObject({ code: 'invalid-argument' })
  await expect(
    app.add('late', child(Fragile, memory(fragile), { significant: true, restart: 'transient' })),
  ).rejects.toMatchObject({ code: 'invalid-argument' })
  expect([
    app.list(),
    app.lookup(Fragile, 'app/late/one'),
    app.lookup(Fragile, 'app/late'),
  ]).toEqual([[], undefined, undefined])
  expect(events).toEqual([])
  const late = await app.add('late', one())
  expect(await late.ask.echo('here')).toBe('here')
  await app.stop()
})

it('S014 one definition may stand for several children, and a pool makes the ids of its members', async () => {
  const same = one()
  const { app } = await stage({
    a: same,
    b: same,
    many: pool(Fragile, memory(fragile), { size: 3 }),
  })
  await app.add('c', same)
  const { a, b } = app.children
  expect(await Promise.all([a.ask.add(1), a.ask.add(1), b.ask.add(1)])).toEqual([1, 2, 1])
  expect(app.list().map(({ id, status }) => `${id} ${status}`)).toEqual(
    ['a', 'b', 'many', 'c'].map((id) => `${id} running`),
  )
  expect(['0', '1', '2'].map((id) => app.lookup(Fragile, `app/many/${id}`)?.path)).toEqual([
    'app/many/0',
    'app/many/1',
    'app/many/2',
  ])
  await app.stop()
})

it('S017 add() under an id that another holds fails alone, and the other notices nothing', async () => {
  const { app, events } = await stage({ many: pool(Fragile, memory(fragile), { size: 2 }) })
  const before = events.length
  await expect(app.add('many', one())).rejects.toMatchObject({
    code: 'name-taken',
    details: { name: 'many', owner: 'app/many' },
  })
  expect(events.slice(before)).toEqual([])
  expect([app.count().specs, app.list()[0]]).toMatchObject([1, { id: 'many', status: 'running' }])
  expect(await app.children.many.ask.echo('undisturbed')).toBe('undisturbed')
  await app.stop()
})

it('S017 two trees of one name do not know each other', async () => {
  const Name = protocol('name', { of: ask<void, string>() })
  const named = (name: string) => ({
    it: child(Name, memory(actor(Name, () => ({ of: () => name })))),
  })
  const [first, second] = [await stage(named('first')), await stage(named('second'))]
  await first.app.stop()
  expect(await second.app.lookup(Name, 'app/it')!.ask.of()).toBe('second')
  await second.app.stop()
})
