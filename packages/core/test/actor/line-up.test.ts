import { describe, expect, it } from 'vitest'
import { LineUp, type Standing } from '../../src/actor/line-up.ts'

interface Named extends Standing {
  readonly name: string
}

const item = (name: string): Named => ({ name })
const names = (line: LineUp<Named>): string => [...line].map(({ name }) => name).join('')

describe('LineUp', () => {
  it('keeps the order in which they came', () => {
    const line = new LineUp([item('a'), item('b')])
    line.add(item('c'))
    expect([names(line), line.size, line.first?.name]).toEqual(['abc', 3, 'a'])
    expect([names(new LineUp<Named>()), new LineUp().size, new LineUp().first]).toEqual([
      '',
      0,
      undefined,
    ])
  })

  it.each([
    ['a', 'bcd'],
    ['b', 'acd'],
    ['d', 'abc'],
    ['bc', 'ad'],
    ['cb', 'ad'],
    ['ab', 'cd'],
    ['dc', 'ab'],
    ['abcd', ''],
    ['dbca', ''],
  ])('lets %s leave, wherever they stand', (leaving, left) => {
    const all = [...'abcd'].map(item)
    const line = new LineUp(all)
    for (const name of leaving)
      expect(line.delete(all.find((one) => one.name === name)!)).toBe(true)
    expect([names(line), line.size, line.first?.name]).toEqual([left, left.length, left.at(0)])
    line.add(item('e'))
    expect(names(line)).toBe(`${left}e`)
  })

  it('deletes nobody who is not there: who left, who stands elsewhere, who never came', () => {
    const [a, b] = [item('a'), item('b')]
    const line = new LineUp([a, b])
    expect([line.delete(a), line.delete(a), line.delete(item('b'))]).toEqual([true, false, false])
    expect(new LineUp([item('b')]).delete(b)).toBe(false)
    expect([names(line), line.size]).toEqual(['b', 1])
  })

  it('lets who left stand at the end, or in another line, and keeps nothing of the neighbours', () => {
    const [a, b, c] = [item('a'), item('b'), item('c')]
    const line = new LineUp([a, b, c])
    line.delete(b)
    expect(b).toEqual({ name: 'b' })
    line.delete(a)
    line.add(a)
    const other = new LineUp([b])
    expect([names(line), names(other)]).toEqual(['ca', 'b'])
  })

  it('goes on where the one that was just met leaves', () => {
    const line = new LineUp([...'abc'].map(item))
    const met: string[] = []
    for (const one of line) {
      met.push(one.name)
      line.delete(one)
    }
    expect([met, line.size]).toEqual([['a', 'b', 'c'], 0])
  })
})
