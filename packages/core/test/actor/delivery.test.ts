import { describe, expect, it } from 'vitest'
import { Delivery, type Keeper } from '../../src/actor/delivery.ts'
import { encode } from '../../src/wire/codec.ts'
import { reason, recordingSink, request } from '../support/sink.ts'

const tensor = new Float32Array(50_000)

const keeper: Keeper = { give: (delivery, why) => delivery.fail(why), ended() {} }

function deliver(kind: 'ask' | 'tell' = 'ask'): Delivery {
  return new Delivery(request('run', tensor, { kind }), recordingSink(), 0, keeper)
}

/** Whether the next tensor is copied to where the one of this message was. */
function givenBack({ request: { payload } }: Delivery): boolean {
  return encode(tensor).attachments[0] === payload.attachments[0]
}

describe('the large binaries of a message', () => {
  it.each([
    ['replied', deliver(), encode('done')],
    ['handled', deliver('tell'), undefined],
  ])('are used again once it is %s', (_outcome, delivery, answer) => {
    delivery.complete(answer)
    expect(givenBack(delivery)).toBe(true)
  })

  it.each<[string, (delivery: Delivery) => void]>([
    ['failed: it may be delivered elsewhere', (delivery) => delivery.fail(reason())],
    ['dead-lettered: somebody may look at it', (delivery) => delivery.park(reason())],
    ['given up: it may be being sent', (delivery) => delivery.cancel(reason())],
  ])('are left alone where it is %s', (_outcome, end) => {
    const delivery = deliver()
    end(delivery)
    delivery.complete(encode('late'))
    expect(givenBack(delivery)).toBe(false)
  })
})
