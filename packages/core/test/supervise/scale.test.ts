import { expect, test } from 'vitest'
import { Simulation } from './simulation.ts'

const patient = { startTimeout: 'infinity', shutdown: 'infinity' } as const
const ids = (size: number): string[] => Array.from({ length: size }, (_, index) => `child ${index}`)

/** All start, some crash, all stop. */
function life(size: number, kind: 'dynamic' | 'static'): void {
  const children = ids(size).map((id) => ({ id, ...patient }))
  const sut = Simulation.up(kind === 'static' ? { children } : { strategy: 'dynamic' })
  if (kind === 'dynamic') for (const child of children) sut.startChild(child)
  expect(sut.counts[1]).toBe(size)
  for (const id of ['child 0', `child ${size - 1}`]) sut.exit(id)
  sut.stop()
  expect([sut.reason, sut.living]).toEqual([{ type: 'shutdown' }, ''])
}

/** Milliseconds, at best: whatever else the machine does only adds. */
function timeOf(task: () => void): number {
  const times = [1, 2].map(() => {
    const before = performance.now()
    task()
    return performance.now() - before
  })
  return Math.min(...times)
}

// Ten times as many in ten times the time; were each event to look at all children, in a hundred.
test.each(['dynamic', 'static'] as const)(
  'S115 ten times as many %s children take far less than fifty times as long',
  (kind) => {
    const few = timeOf(() => life(1_000, kind))
    expect(timeOf(() => life(10_000, kind)) / few).toBeLessThan(50)
  },
)
