import { describe, expect, it } from 'vitest'
import { WatchedCall } from '../../src/call/watched-call.ts'
import { ActorError } from '../../src/errors.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { encode } from '../../src/wire/codec.ts'
import type { Destination, Submission } from '../../src/wire/destination.ts'
import { noRefs } from '../wire/values.ts'

class HeardCall extends WatchedCall {
  readonly heard: string[] = []

  protected override onAccepted(): void {
    this.heard.push('accepted')
  }

  protected override onReply(): void {
    this.heard.push('reply')
  }

  protected override onEnd(): void {
    this.heard.push('end')
  }

  protected override onFail({ code }: ActorError): void {
    this.heard.push(code)
  }
}

function begun(patient = false) {
  const clock = new SimulatedClock()
  const caller = { clock, refs: noRefs, deadline: 1_000 }
  const destination = {} as Destination
  const target = { caller, destination, path: 'app/a', kind: 'ask', operation: 'work' } as const
  const call = new HeardCall(target, patient)
  const cancelled: ActorError[] = []
  const submission: Submission = {
    accepted: true,
    cancel: (reason) => void cancelled.push(reason),
    credit() {},
    input() {},
    endInput() {},
  }
  const controller = new AbortController()
  call.watch(submission, controller.signal, 100)
  return { call, clock, controller, cancelled, heard: call.heard }
}

const failure = new ActorError('unsupported', 'not here', { feature: 'x', kind: 'y' })

describe('WatchedCall', () => {
  it.each(['reply', 'end', 'fail'] as const)('hears of one end only: %s', (first) => {
    const { call, clock, controller, cancelled, heard } = begun()
    const ends = {
      reply: () => call.reply(encode(1)),
      end: () => call.end(),
      fail: () => call.fail(failure),
    }
    ends[first]()
    for (const end of Object.values(ends)) end()
    clock.advance(100)
    controller.abort()
    expect(heard).toEqual([first === 'fail' ? 'unsupported' : first])
    expect([cancelled, clock.pending]).toEqual([[], 0])
  })

  it.each([
    ['timeout', 'cancelled'],
    ['cancelled', 'timeout'],
  ])('gives up once: %s', (first) => {
    const { clock, controller, cancelled, heard } = begun()
    const giveUp = [() => clock.advance(100), () => controller.abort()]
    if (first === 'cancelled') giveUp.reverse()
    for (const task of giveUp) task()
    expect(heard).toEqual([first])
    expect(cancelled).toMatchObject([{ code: first }])
  })

  it.each([
    [true, 0, ['accepted']],
    [false, 1, ['accepted', 'timeout']],
  ])('is watched until it is accepted where it is patient: %s', (patient, pending, all) => {
    const { call, clock, heard } = begun(patient)
    call.accepted()
    expect(clock.pending).toBe(pending)
    clock.advance(100)
    expect(heard).toEqual(all)
  })
})
