import { actor } from '@troupe/core/actor'
import { Bank } from './bank.protocol.ts'

export default actor(
  Bank,
  () => {
    const charged = new Map<string, number>()
    const approved = new Map<string, PromiseWithResolver>()
    const approvalOf = (order: string): PromiseWithResolver => {
      if (!approved.has(order)) approved.set(order, withResolver())
      return approved.get(order)!
    }
    return {
      async charge({ order, amount }, { signal }) {
        await approvalOf(order).promise
        signal.throwIfAborted()
        // Whoever asks again, after a crash, gets the same receipt and pays nothing more.
        charged.set(order, amount)
        return `receipt for ${order}`
      },
      approve: ({ order }) => approvalOf(order).resolve(),
      total: () => [...charged.values()].reduce((sum, amount) => sum + amount, 0),
    }
  },
  { concurrency: 100 },
)

interface PromiseWithResolver {
  readonly promise: Promise<void>
  readonly resolve: () => void
}

function withResolver(): PromiseWithResolver {
  let resolve = (): void => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
