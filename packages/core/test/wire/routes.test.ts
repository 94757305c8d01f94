import { describe, expect, it } from 'vitest'
import { mostRoutes, type Route, Routes } from '../../src/wire/routes.ts'

/** The numbers that calls get, and what the other side knows of them. */
function sender() {
  const routes = new Routes()
  const known: Route[] = []
  let described = 0
  const send = (target: string, operation: string): Route => {
    const number = routes.numberOf(target, 'ask', operation, (number, route) => {
      described++
      known[number] = route
    })
    return known[number]!
  }
  return { send, described: () => described }
}

describe('Routes', () => {
  it('describes a route once, however calls alternate', () => {
    const { send, described } = sender()
    for (let round = 0; round < 3; round++)
      for (const operation of ['add', 'sub'])
        expect(send('', operation)).toMatchObject({ operation })
    expect(described()).toBe(2)
  })

  it('tells apart kinds, targets and operations', () => {
    const routes = new Routes()
    const numbers = [
      routes.numberOf('a', 'ask', 'b', () => {}),
      routes.numberOf('a', 'tell', 'b', () => {}),
      routes.numberOf('b', 'ask', 'b', () => {}),
      routes.numberOf('a', 'ask', 'c', () => {}),
    ]
    expect(new Set(numbers).size).toBe(4)
  })

  it('describes anew what came before too many others, and never leads elsewhere', () => {
    const { send, described } = sender()
    for (let round = 0; round < 2; round++)
      for (let n = 0; n <= mostRoutes; n++)
        expect(send(`actor-${n}`, 'add')).toMatchObject({ target: `actor-${n}` })
    expect(described()).toBeGreaterThan(mostRoutes + 1)
    const before = described()
    expect(send(`actor-${mostRoutes}`, 'add')).toMatchObject({ target: `actor-${mostRoutes}` })
    expect(described()).toBe(before)
  })
})
