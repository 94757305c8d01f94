import { expect, test, vi } from 'vitest'
import { compare, type Contender } from '../measure/compare.ts'

const headings = [
  { id: 'a', unit: 'asks/s', better: 'higher' },
  { id: 'b', unit: 'us', better: 'lower' },
] as const

/** Notes its turns, and gives the number of its turn, and ten times that. */
function contender(name: string, role: Contender['role'], turns: string[]): Contender {
  let turn = 0
  return {
    name,
    role,
    start: async () => ({
      async sample() {
        turns.push(name)
        turn++
        return role === 'peer' ? [turn] : [turn, 10 * turn]
      },
      stop: async () => void turns.push(`${name} stopped`),
    }),
  }
}

function failing(name: string, role: Contender['role']): Contender {
  return {
    name,
    role,
    start: async () => ({
      sample: () => Promise.reject(new Error('broken')),
      stop: async () => {},
    }),
  }
}

test('compare() lets all take turns in changing order, and forgets the warm-up', async () => {
  const turns: string[] = []
  const [a, b] = await compare(
    headings,
    [
      contender('troupe', 'troupe', turns),
      contender('bare', 'limit', turns),
      contender('other', 'peer', turns),
    ],
    { rounds: 2 },
  )
  expect(turns).toEqual([
    ...['troupe', 'bare', 'other'],
    ...['other', 'bare', 'troupe'],
    ...['troupe', 'bare', 'other'],
    ...['troupe stopped', 'bare stopped', 'other stopped'],
  ])
  expect(a).toEqual({
    ...headings[0],
    troupe: [2, 3],
    limit: [2, 3],
    peers: { other: [2, 3] },
    asides: {},
  })
  expect(b).toMatchObject({ troupe: [20, 30], peers: {} })
})

test('compare() leaves out a peer that fails, and says so', async () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  const turns: string[] = []
  const [a] = await compare(
    headings,
    [
      contender('troupe', 'troupe', turns),
      contender('bare', 'limit', turns),
      failing('other', 'peer'),
    ],
    { rounds: 1 },
  )
  expect(a!.peers).toEqual({})
  expect(said).toHaveBeenCalledWith(expect.stringContaining('other is left out: broken'))
  said.mockRestore()
})

test('compare() fails with Troupe, and stops all that were started', async () => {
  const turns: string[] = []
  const run = compare(headings, [contender('bare', 'limit', turns), failing('troupe', 'troupe')], {
    rounds: 1,
  })
  await expect(run).rejects.toThrow('broken')
  expect(turns).toContain('bare stopped')
})
