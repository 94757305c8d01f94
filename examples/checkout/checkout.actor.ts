import { keptBy, machine } from '@troupe/core/xstate'
import { Bank } from './bank.protocol.ts'
import { checkoutMachine } from './checkout.machine.ts'
import { Checkout } from './checkout.protocol.ts'

export default machine(
  Checkout,
  async ({ lookup }) => {
    const bank = await lookup(Bank, 'app/bank')
    if (bank === undefined) throw new Error('there is no bank')
    return checkoutMachine(bank)
  },
  { restore: keptBy('app/keeper') },
)
