import { expect, it } from 'vitest'
import { child, type ChildDefinition, memory, supervisor } from '../../src/index.ts'
import { Fragile, fragile, stage } from '../support/stage.ts'

it('S090 a tree of 2048 levels starts, works and stops', async () => {
  let tree: ChildDefinition = child(Fragile, memory(fragile))
  for (let level = 0; level < 2_048; level++) tree = supervisor({ children: { i: tree } })
  const { app, events } = await stage({ i: tree })
  const leaf = app.lookup(Fragile, ['app', ...Array<string>(2_049).fill('i')].join('/'))!
  expect(await leaf.ask.echo('down here')).toBe('down here')
  expect(await app.stop()).toEqual({ type: 'shutdown' })
  expect(events.filter(({ type }) => type === 'child-exited')).toHaveLength(2_049)
})
