import { describe, expect, it } from 'vitest'
import { directory, nowhere } from '../../src/actor/directory.ts'
import { recordingSink, request } from '../support/sink.ts'

describe('directory', () => {
  it('finds what was entered, until it is taken out', () => {
    const destination = nowhere('a')
    const leave = directory.enter('address', destination)
    expect(directory.find('address')).toBe(destination)
    leave()
    expect(directory.find('address')).toBeUndefined()
    expect(directory.find('constructor')).toBeUndefined()
  })
})

describe('nowhere()', () => {
  it('fails what is sent there at once, by name', () => {
    const sink = recordingSink()
    expect(nowhere('app/gone').submit(request('read'), sink).accepted).toBe(false)
    expect(sink.heard).toMatchObject([
      {
        type: 'fail',
        error: {
          code: 'down',
          details: { target: 'app/gone', operation: 'read', reason: { type: 'no-actor' } },
        },
      },
    ])
  })
})
