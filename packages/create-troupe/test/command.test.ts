import { describe, expect, test } from 'vitest'
import { parseCommand } from '../src/command.ts'
import { planFor } from '../src/questions.ts'

describe('parseCommand()', () => {
  test('reads a folder and a template', () => {
    const command = parseCommand(['my-app', '--template', 'vite'])
    expect(command).toMatchObject({ folder: 'my-app', template: 'vite', yes: false })
    expect(parseCommand(['-t', 'node', '-y'])).toMatchObject({ template: 'node', yes: true })
  })

  test('names the templates when there is no such one', () => {
    expect(() => parseCommand(['my-app', '--template', 'next'])).toThrow(
      'There is no template "next". There are node and vite.',
    )
  })

  test('tells how to use it when an option is unknown', () => {
    expect(() => parseCommand(['--typescript'])).toThrow(/npm create troupe \[FOLDER\]/)
  })

  test('refuses a second folder', () => {
    expect(() => parseCommand(['my', 'app'])).toThrow('Name one folder, not 2: my, app.')
  })
})

describe('planFor()', () => {
  test('asks nothing without a terminal, and takes the defaults', async () => {
    const plan = { folder: 'troupe-app', template: 'node' }
    expect(await planFor(parseCommand([]), false)).toEqual(plan)
    expect(await planFor(parseCommand(['--yes']), true)).toEqual(plan)
  })

  test('asks nothing when it is told everything', async () => {
    const command = parseCommand(['my-page', '--template', 'vite'])
    expect(await planFor(command, true)).toEqual({ folder: 'my-page', template: 'vite' })
  })
})
