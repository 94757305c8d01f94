import { assign, setup } from 'xstate'
import { ask, protocol } from '../../src/index.ts'
import { machineProtocol } from '../../src/xstate/index.ts'

export type TurnstileEvent =
  { type: 'coin'; value: number } | { type: 'push' } | { type: 'close' } | { type: 'jam' }

/** Opens for money, can be closed for good, and breaks when jammed. */
export const turnstile = setup({
  types: {
    input: {} as { start: number },
    context: {} as { coins: number },
    events: {} as TurnstileEvent,
    output: {} as { total: number },
    tags: {} as 'free',
  },
  actions: {
    add: assign({
      coins: ({ context, event }) => context.coins + (event.type === 'coin' ? event.value : 0),
    }),
    jam: () => {
      throw new RangeError('it is jammed')
    },
  },
}).createMachine({
  context: ({ input }) => ({ coins: input.start }),
  initial: 'locked',
  states: {
    locked: {
      on: { coin: { target: 'open', actions: 'add' }, close: 'closed', jam: { actions: 'jam' } },
    },
    open: { tags: 'free', on: { push: 'locked', coin: { actions: 'add' } } },
    closed: { type: 'final' },
  },
  output: ({ context }) => ({ total: context.coins }),
})

export const Turnstile = machineProtocol('turnstile', turnstile)

/** An actor that machines invoke. */
export const Bank = protocol('bank', { charge: ask<{ amount: number }, string>() })
