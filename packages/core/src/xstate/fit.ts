import type { AnyStateMachine, InputFrom } from 'xstate'
import type {
  InputOf,
  OperationKind,
  Operations,
  OutputOf,
  Protocol,
} from '../protocol/protocol.ts'
import type { MachineOperations } from './protocol.ts'

/** The protocol itself where a machine can serve it; otherwise the words that say why it cannot. */
export type Fitting<Ops extends Operations, Options, M extends AnyStateMachine> = [
  Misfit<Ops, Options, M>,
] extends [never]
  ? Protocol<Ops, Options>
  : Misfit<Ops, Options, M>

type Misfit<Ops extends Operations, Options, M extends AnyStateMachine> =
  | { [Name in keyof Ops & string]: OperationMisfit<Name, Ops[Name], M> }[keyof Ops & string]
  | OptionsMisfit<Options, M>

type OperationMisfit<
  Name extends string,
  O extends { readonly kind: OperationKind },
  M extends AnyStateMachine,
> = Name extends keyof MachineOperations<M>
  ? O['kind'] extends MachineOperations<M>[Name]['kind']
    ? TypesMisfit<Name, O, MachineOperations<M>[Name]>
    : `a machine serves "${Name}" as ${MachineOperations<M>[Name]['kind']}, not as ${O['kind']}`
  : `a machine serves send, snapshot, snapshots and done, but no "${Name}"`

type TypesMisfit<Name extends string, O, Own> = Name extends 'send'
  ? InputOf<O> extends InputOf<Own>
    ? never
    : '"send" takes events that the machine does not know'
  : [OutputOf<Own>] extends [OutputOf<O>]
    ? never
    : `"${Name}" promises what the machine does not give`

type OptionsMisfit<Options, M extends AnyStateMachine> = [Options] extends [void]
  ? undefined extends InputFrom<M>
    ? never
    : 'the machine needs input: give the protocol { options: type<Input>() }'
  : [Options] extends [InputFrom<M>]
    ? never
    : 'the options of the protocol are not the input of the machine'
