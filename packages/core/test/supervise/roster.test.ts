import { describe, expect, test } from 'vitest'
import { Roster } from '../../src/supervise/roster.ts'
import { completeChild } from '../../src/supervise/spec.ts'
import { newborn } from '../../src/supervise/state.ts'

const ids = (size: number): string[] => Array.from({ length: size }, (_, index) => `child ${index}`)
const child = (id: string) => newborn(completeChild({ id }), 'initial')

describe('Roster', () => {
  test('S115 one of 10 000 children changes, and nearly all of the roster is the one of before', () => {
    const before = Roster.of(ids(10_000).map(child))
    const after = before.with({ ...before.find('child 5000')!, life: 'ready' })
    const parts = (part: unknown): unknown[] =>
      typeof part === 'object' && part !== null && 'slots' in part
        ? [part, ...(part.slots as unknown[]).flatMap(parts)]
        : [part]
    const known = new Set(parts(before.root))
    expect(parts(after.root).filter((part) => !known.has(part))).toHaveLength(4)
    expect([before.count('due'), after.count('due')]).toEqual([10_000, 9_999])
  })

  test('keeps order, finds by id and by facet, and leaves older ones as they were', () => {
    const all = Roster.of(ids(1_100).map(child))
    const few = ids(1_000).reduce((roster, id) => roster.without(id), all)
    const more = few.add(child('child 3')).with({ ...few.find('child 1099')!, wanted: 'down' })
    expect([...more].map(({ spec }) => spec.id)).toEqual([...ids(1_100).slice(1_000), 'child 3'])
    expect([more.first('due')!.spec.id, more.last('due')!.spec.id]).toEqual([
      'child 1000',
      'child 3',
    ])
    expect(more.all('finished').map(({ spec }) => spec.id)).toEqual(['child 1099'])
    expect([more.last('leaving'), more.find('child 4'), more.size]).toEqual([
      undefined,
      undefined,
      101,
    ])
    expect([all.size, all.find('child 3')?.wanted, few.find('child 3')]).toEqual([
      1_100,
      'up',
      undefined,
    ])
  })

  test('is as new when all have gone', () => {
    const full = Roster.of(ids(40).map(child))
    expect(ids(40).reduce((roster, id) => roster.without(id), full)).toEqual(Roster.of([]))
  })
})
