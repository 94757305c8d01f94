import { fromAsk } from '@troupe/core/xstate'
import type { ActorRef } from '@troupe/core'
import { assign, setup } from 'xstate'
import type { Bank } from './bank.protocol.ts'

export type CheckoutEvent = { type: 'add'; price: number } | { type: 'pay' } | { type: 'back' }

/** From the basket to the receipt. The bank is another actor, in an isolate of its own. */
export function checkoutMachine(bank: ActorRef<typeof Bank>) {
  return setup({
    types: {
      input: {} as { order: string },
      context: {} as { order: string; amount: number; receipt: string; problem?: string },
      events: {} as CheckoutEvent,
      output: {} as { receipt: string },
    },
    actors: { charge: fromAsk(bank.ask.charge, { deadline: 60_000 }) },
    actions: {
      addPrice: assign({
        amount: ({ context, event }) => context.amount + (event.type === 'add' ? event.price : 0),
      }),
    },
  }).createMachine({
    id: 'checkout',
    context: ({ input }) => ({ order: input.order, amount: 0, receipt: '' }),
    initial: 'basket',
    states: {
      basket: { on: { add: { actions: 'addPrice' }, pay: 'paying' } },
      paying: {
        on: { back: 'basket' },
        invoke: {
          src: 'charge',
          input: ({ context: { order, amount } }) => ({ order, amount }),
          onDone: { target: 'paid', actions: assign({ receipt: ({ event }) => event.output }) },
          onError: {
            target: 'basket',
            actions: assign({ problem: ({ event }) => String(event.error) }),
          },
        },
      },
      paid: { type: 'final' },
    },
    output: ({ context }) => ({ receipt: context.receipt }),
  })
}
