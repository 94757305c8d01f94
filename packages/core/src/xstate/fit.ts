import type { AnyStateMachine, InputFrom } from 'xstate'
import type { InputOf, Operations, OutputOf, Protocol } from '../protocol/protocol.ts'
import type { MachineOperations } from './protocol.ts'

/** The protocol itself where a machine can serve it; otherwise the words that say why it cannot. */
export type Fitting<Ops extends Operations, Options, M extends AnyStateMachine> =
  | {
      [Name in keyof Ops & string]: Name extends keyof MachineOperations<M>
        ? Ops[Name]['kind'] extends MachineOperations<M>[Name]['kind']
          ? Name extends 'send'
            ? InputOf<Ops[Name]> extends InputOf<MachineOperations<M>[Name]>
              ? never
              : '"send" takes events that the machine does not know'
            : [OutputOf<MachineOperations<M>[Name]>] extends [OutputOf<Ops[Name]>]
              ? never
              : `"${Name}" promises what the machine does not give`
          : `a machine serves "${Name}" as ${MachineOperations<M>[Name]['kind']}, not as ${Ops[Name]['kind']}`
        : `a machine serves send, snapshot, snapshots and done, but no "${Name}"`
    }[keyof Ops & string]
  | ([Options] extends [void]
      ? undefined extends InputFrom<M>
        ? never
        : 'the machine needs input: give the protocol { options: type<Input>() }'
      : [Options] extends [InputFrom<M>]
        ? never
        : 'the options of the protocol are not the input of the machine') extends infer Misfit
  ? [Misfit] extends [never]
    ? Protocol<Ops, Options>
    : Misfit
  : never
