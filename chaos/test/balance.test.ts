import type { InspectionEvent, Outcome } from '@troupe/core'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { balance } from '../balance.ts'
import { Ledger } from '../ledger.ts'

const folder = mkdtempSync(join(tmpdir(), 'troupe-balance-test-'))
const file = join(folder, 'notes')

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function ended(outcome: Outcome): InspectionEvent {
  const message = { kind: 'ask', operation: 'square', milliseconds: 1, redelivered: 0 } as const
  return { type: 'message', path: 'a', at: 0, outcome, ...message }
}

/** A ledger of two asks that were answered, and handlers that noted these ids. */
function twoAsks(once: boolean, notes: readonly number[]): Ledger {
  const ledger = new Ledger()
  for (let n = 0; n < 2; n++) {
    ledger.answered(ledger.id({ path: 'a', once }))
    ledger.send('a')
    ledger.saw('a', 'answered')
    ledger.inspect(ended('replied'))
  }
  writeFileSync(file, new Uint8Array(Uint32Array.from(notes).buffer))
  return ledger
}

describe('balance', () => {
  it('finds nothing where everything ended once', () => {
    const ledger = twoAsks(true, [1, 2])
    balance(ledger, file)
    expect(ledger.violations).toEqual([])
  })

  it('finds a message that was handled twice, where it may be handled once', () => {
    const ledger = twoAsks(true, [1, 2, 2])
    balance(ledger, file)
    expect(ledger.violations).toEqual(['a: 1 messages were begun too often, the first is 2'])
    const again = twoAsks(false, [1, 2, 2])
    balance(again, file)
    expect(again.violations).toEqual([])
  })

  it('finds an answer to a message that no handler began', () => {
    const ledger = twoAsks(true, [1])
    balance(ledger, file)
    expect(ledger.violations).toEqual(['message 2 was answered, but no handler noted it'])
  })

  it('finds a message that ended twice, or not at all', () => {
    const twice = twoAsks(true, [1, 2])
    twice.inspect(ended('failed'))
    balance(twice, file)
    expect(twice.violations).toEqual(['a: 2 messages were sent, but 3 ended'])
    const lost = twoAsks(true, [1, 2])
    lost.send('a')
    lost.open++
    balance(lost, file)
    expect(lost.violations).toEqual([
      'a: 3 messages were sent, but 2 ended',
      'a: 3 messages were sent, but callers saw 2 end',
      '1 calls never settled',
    ])
  })

  it('finds a tell that counts as handled and was not', () => {
    const ledger = twoAsks(true, [1, 2])
    ledger.id({ path: 'a', once: true, tell: true })
    ledger.send('a')
    ledger.saw('a', 'taken')
    ledger.inspect(ended('handled'))
    balance(ledger, file)
    expect(ledger.violations).toEqual(['1 tells were handled, but handlers noted 0'])
  })

  it('finds a failure that chaos does not explain', () => {
    const ledger = new Ledger()
    ledger.failed('a', Object.assign(new Error('too late'), { code: 'timeout' }))
    ledger.failed('a', Object.assign(new Error('it died'), { code: 'down' }))
    expect(ledger.violations).toEqual(['a failed with timeout: too late'])
  })
})
