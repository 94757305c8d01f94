import { describe, expect, it } from 'vitest'
import { assign, createActor, setup, waitFor } from 'xstate'
import { actor, ActorError, ask, child, memory, protocol, stream } from '../../src/index.ts'
import { fake } from '../../src/testing/index.ts'
import { fromAsk, fromStream, machine, machineProtocol } from '../../src/xstate/index.ts'
import { stage, until } from '../support/stage.ts'

const Bank = protocol('bank', {
  charge: ask<{ amount: number }, string>(),
  ping: ask<void, string>(),
  rates: stream<{ from: number }, number>(),
})

function bank() {
  const aborted: string[] = []
  const ref = fake(Bank, {
    charge: ({ amount }, { signal }) => {
      if (amount < 0) throw new RangeError('less than nothing')
      if (amount < 1000) return `receipt ${amount}`
      return new Promise((_, reject) =>
        signal.addEventListener('abort', () => (aborted.push('charge'), reject(signal.reason))),
      )
    },
    ping: () => 'pong',
    async *rates({ from }, { signal }) {
      try {
        if (from < 0) throw new RangeError('no such rate')
        for (let n = from; n < from + 3; n++) yield n
        if (from >= 100)
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      } finally {
        if (signal.aborted) aborted.push('rates')
      }
    },
  })
  return { ref, aborted }
}

function checkout(ref: ReturnType<typeof bank>['ref']) {
  return setup({
    types: {
      context: {} as { amount: number; receipt?: string; error?: unknown; rates: number[] },
      events: {} as { type: 'pay' } | { type: 'watch' } | { type: 'leave' },
      input: {} as { amount: number },
    },
    actors: {
      charge: fromAsk(ref.ask.charge),
      rates: fromStream(ref.stream.rates),
      ping: fromAsk(ref.ask.ping),
    },
  }).createMachine({
    context: ({ input }) => ({ amount: input.amount, rates: [] }),
    initial: 'idle',
    states: {
      idle: { on: { pay: 'paying', watch: 'watching' } },
      paying: {
        on: { leave: 'left' },
        invoke: {
          src: 'charge',
          input: ({ context }) => ({ amount: context.amount }),
          onDone: { target: 'paid', actions: assign({ receipt: ({ event }) => event.output }) },
          onError: { target: 'failed', actions: assign({ error: ({ event }) => event.error }) },
        },
      },
      watching: {
        on: { leave: 'left' },
        invoke: {
          src: 'rates',
          input: ({ context }) => ({ from: context.amount }),
          onSnapshot: {
            actions: assign({
              rates: ({ context, event }) =>
                event.snapshot.context === undefined
                  ? context.rates
                  : [...context.rates, event.snapshot.context],
            }),
          },
          onDone: 'paid',
          onError: { target: 'failed', actions: assign({ error: ({ event }) => event.error }) },
        },
      },
      paid: {},
      failed: {},
      left: {},
    },
  })
}

describe('fromAsk()', () => {
  it('asks with its input and hands over the answer', async () => {
    const it = createActor(checkout(bank().ref), { input: { amount: 3 } }).start()
    it.send({ type: 'pay' })
    const { context } = await waitFor(it, (snapshot) => snapshot.matches('paid'))
    expect(context.receipt).toBe('receipt 3')
  })

  it('hands a failure over as the ActorError that it is', async () => {
    const it = createActor(checkout(bank().ref), { input: { amount: -3 } }).start()
    it.send({ type: 'pay' })
    const { context } = await waitFor(it, (snapshot) => snapshot.matches('failed'))
    expect(ActorError.is(context.error, 'thrown')).toBe(true)
    expect(context.error).toMatchObject({
      cause: { name: 'RangeError', message: 'less than nothing' },
    })
  })

  it('cancels the ask when the state is left', async () => {
    const { ref, aborted } = bank()
    const it = createActor(checkout(ref), { input: { amount: 5000 } }).start()
    it.send({ type: 'pay' })
    await ref.ask.ping({} as never, { deadline: 5 }).catch(() => 'busy')
    it.send({ type: 'leave' })
    await until(() => aborted.length > 0)
    expect(aborted).toEqual(['charge'])
    expect(it.getSnapshot().value).toBe('left')
  })

  it('hands over what keeps the message from leaving at all', async () => {
    for (const logic of [fromAsk(bank().ref.ask.charge), fromStream(bank().ref.stream.rates)]) {
      const it = createActor(logic as never, { input: { amount: () => 5 } as never })
      const failed = new Promise((resolve) => it.subscribe({ error: resolve }))
      it.start()
      expect(ActorError.is(await failed, 'not-serializable')).toBe(true)
    }
  })

  it('keeps to its deadline', async () => {
    const { ref } = bank()
    const slow = fromAsk(ref.ask.charge, { deadline: 5 })
    const it = createActor(slow, { input: { amount: 5000 } })
    const failed = new Promise((resolve) => it.subscribe({ error: resolve }))
    it.start()
    expect(ActorError.is(await failed, 'timeout')).toBe(true)
  })

  it('reaches an actor elsewhere from a machine that is an actor itself', async () => {
    const served = actor(Bank, () => ({
      charge: ({ amount }) => `receipt ${amount}`,
      ping: () => 'pong',
      *rates() {},
    }))
    const Checkout = machineProtocol<ReturnType<typeof checkout>>('checkout')
    const machined = machine(Checkout, async ({ lookup }) =>
      checkout((await lookup(Bank, 'app/bank'))!),
    )
    const { app } = await stage({
      bank: child(Bank, memory(served)),
      checkout: child(Checkout, memory(machined), { options: { amount: 9 } }),
    })
    app.children.checkout.tell.send({ type: 'pay' })
    for await (const { value, context } of app.children.checkout.stream.snapshots()) {
      if (value !== 'paid') continue
      expect(context.receipt).toBe('receipt 9')
      break
    }
    await app.stop()
  })
})

describe('fromStream()', () => {
  it('hands over each item and the end', async () => {
    const it = createActor(checkout(bank().ref), { input: { amount: 3 } }).start()
    it.send({ type: 'watch' })
    const { context } = await waitFor(it, (snapshot) => snapshot.matches('paid'))
    expect(context.rates).toEqual([3, 4, 5])
  })

  it('hands a failure over as the ActorError that it is', async () => {
    const it = createActor(checkout(bank().ref), { input: { amount: -1 } }).start()
    it.send({ type: 'watch' })
    const { context } = await waitFor(it, (snapshot) => snapshot.matches('failed'))
    expect(context.error).toMatchObject({ code: 'thrown', cause: { message: 'no such rate' } })
  })

  it('cancels the stream when the state is left', async () => {
    const { ref, aborted } = bank()
    const it = createActor(checkout(ref), { input: { amount: 100 } }).start()
    it.send({ type: 'watch' })
    await waitFor(it, ({ context }) => context.rates.length === 3)
    it.send({ type: 'leave' })
    await until(() => aborted.length > 0)
    expect(aborted).toEqual(['rates'])
  })
})
