import { machineProtocol } from '@troupe/core/xstate'
import type { checkoutMachine } from './checkout.machine.ts'

/** Takes the events of the machine and shows its snapshots. Callers load the type alone. */
export const Checkout = machineProtocol<ReturnType<typeof checkoutMachine>>('checkout')
