import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lastMoment } from '../../src/last-moment.ts'
import { layChannel, Party } from '../../src/subprocess/channel/lay.ts'
import type { ChannelNote } from '../../src/subprocess/note.ts'

type Step = ChannelNote['step']

/** A child that does what it is told, but for one step. */
function child(refuses?: Step, how: 'says so' | 'is silent' | 'dies' = 'says so') {
  const heard: ChannelNote[] = []
  const party: Party = new Party((note) => {
    heard.push(note)
    const { step, channel } = note
    if (step === 'lay' || step === 'abandon') return
    if (step !== refuses) queueMicrotask(() => party.answered({ channel, done: true }))
    else if (how === 'says so') queueMicrotask(() => party.answered({ channel, done: false }))
    else if (how === 'dies') queueMicrotask(() => party.end())
  })
  const steps = () => heard.map(({ step }) => step)
  return { party, heard, steps }
}

describe('layChannel()', () => {
  it('lets both listen, then connect, then have the channel, and leaves no folder', async () => {
    const [caller, callee] = [child(), child()]
    expect(await layChannel(caller.party, callee.party, 7)).toBe(true)
    expect([caller.steps(), callee.steps()]).toEqual([
      ['listen', 'connect', 'lay'],
      ['listen', 'connect', 'lay'],
    ])
    const [listens, connects] = callee.heard as (ChannelNote & { step: 'listen' })[]
    expect(caller.heard[0]).toMatchObject({ channel: 7, marks: listens!.marks, at: connects!.at })
    expect(caller.heard[1]).toMatchObject({ channel: 7, at: listens!.at })
    expect(existsSync(dirname(listens!.marks))).toBe(false)
    expect(lastMoment.folders.size).toBe(0)
  })

  it.each([
    ['listen', 'says so'],
    ['listen', 'dies'],
    ['connect', 'says so'],
    ['connect', 'dies'],
  ] as const)('has both abandon it when one cannot %s and %s', async (step, how) => {
    const [caller, callee] = [child(), child(step, how)]
    expect(await layChannel(caller.party, callee.party, 7)).toBe(false)
    expect([caller.steps().at(-1), callee.steps().at(-1)]).toEqual(['abandon', 'abandon'])
    const { marks } = caller.heard[0] as ChannelNote & { step: 'listen' }
    expect(existsSync(dirname(marks))).toBe(false)
  })

  it('does not wait for one when the other one failed', async () => {
    const [caller, callee] = [child('connect', 'is silent'), child('connect', 'dies')]
    expect(await layChannel(caller.party, callee.party, 7)).toBe(false)
  })

  it('is not laid to a child that is gone', async () => {
    const [caller, callee] = [child(), child()]
    callee.party.end()
    expect(await layChannel(caller.party, callee.party, 7)).toBe(false)
    expect(callee.steps()).toEqual(['abandon'])
  })
})
