import type { Request, Sink } from '../../src/wire/destination.ts'
import { ActorError } from '../../src/errors.ts'
import type { OperationKind } from '../../src/protocol/protocol.ts'
import { decode, encode, type Encoded } from '../../src/wire/codec.ts'

/** What a sink heard, in order; asks and items with their decoded value. */
export type Heard =
  | { type: 'accepted' | 'started' | 'end' }
  | { type: 'reply' | 'item'; value: unknown }
  | { type: 'fail'; error: ActorError }
  | { type: 'inputCredit'; items: number }

export interface RecordingSink extends Required<Omit<Sink, 'took' | 'deaf'>> {
  readonly heard: Heard[]
  /** How often it was told an end. */
  readonly ends: number
}

/** A sink that writes down what it is told. */
export function recordingSink(): RecordingSink {
  const heard: Heard[] = []
  const value = (payload: Encoded): unknown =>
    decode(payload, () => {
      throw new Error('no ref')
    })
  return {
    heard,
    get ends() {
      return heard.filter(({ type }) => type === 'reply' || type === 'end' || type === 'fail')
        .length
    },
    accepted: () => void heard.push({ type: 'accepted' }),
    started: () => void heard.push({ type: 'started' }),
    reply: (payload) => void heard.push({ type: 'reply', value: value(payload) }),
    item: (payload) => void heard.push({ type: 'item', value: value(payload) }),
    end: () => void heard.push({ type: 'end' }),
    fail: (error) => void heard.push({ type: 'fail', error }),
    inputCredit: (items) => void heard.push({ type: 'inputCredit', items }),
  }
}

/** A request as a ref makes it. */
export function request(
  operation: string,
  input?: unknown,
  {
    kind = 'ask',
    credit = 0,
    patient = false,
    transfer,
  }: {
    kind?: OperationKind
    credit?: number
    patient?: boolean
    transfer?: ArrayBuffer[]
  } = {},
): Request {
  return { kind, operation, payload: encode(input, transfer), credit, redelivered: 0, patient }
}

/** A reason to give up. */
export function reason(words = 'enough'): ActorError {
  return new ActorError('cancelled', words, { target: 'test', operation: 'test' })
}

/** Lets everything happen that happens without the outside. */
export async function settled(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve))
}
