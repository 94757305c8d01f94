import { Credit } from '../call/credit.ts'
import { InputItems } from '../call/input.ts'
import { ActorError } from '../errors.ts'
import { arrival } from './arrival.ts'
import type { Native } from '../isolate/native.ts'
import { check } from '../protocol/check.ts'
import type { AnyOperation } from '../protocol/protocol.ts'
import { type Chain, cycle } from '../wire/chain.ts'
import { decode, encode, type Encoded, type RefResolver, sizeOf } from '../wire/codec.ts'
import type { Actor, Behaviour, Decision } from './actor.ts'
import { CallScope } from './call-scope.ts'
import {
  type Destination,
  refused,
  type Request,
  type Sink,
  type Submission,
} from '../wire/destination.ts'
import { InWork } from './in-work.ts'
import { isThenable, iterate } from './iterate.ts'
import { decide, encodeAnswer, failureOf, unknownOperation } from './perform.ts'
import { pour, type StreamCall } from './pour.ts'
import { Turn, Turns } from './turns.ts'

/** What a running behaviour needs from the isolate around it. */
export interface Surroundings {
  readonly path: string
  /** Unique to this life; without it nobody is told who waits for whom. */
  readonly incarnation?: string
  readonly refs: RefResolver
  readonly native: Native
  heartbeat(): void
  /** All that is in work waits for its readers or for input, or no longer. */
  rest?(resting: boolean): void
  /** A handler failed and the actor's `onFailure` wants more than to go on. */
  failed(decision: Exclude<Decision, 'resume'>, error: unknown): void
}

type AnyHandler = (input: unknown, call: CallScope) => unknown

const nothing = encode(undefined)

/** Runs handlers: one message at a time unless the actor says otherwise, streams item by item. */
export class RunningBehaviour implements Destination {
  readonly #actor: Actor
  readonly #handlers: Behaviour
  readonly #around: Surroundings
  readonly #turns: Turns
  readonly #inWork: InWork
  #stopping = false

  constructor(actor: Actor, handlers: Behaviour, around: Surroundings) {
    this.#actor = actor
    this.#handlers = handlers
    this.#around = around
    this.#inWork = new InWork(around.rest)
    this.#turns = new Turns(actor.options.concurrency ?? 1)
  }

  submit(request: Request, sink: Sink): Submission {
    const operation = (this.#actor.protocol.operations as Record<string, AnyOperation>)[
      request.operation
    ]
    if (operation === undefined || operation.kind !== request.kind) {
      if (request.operation === arrival) sink.reply(nothing)
      else sink.fail(unknownOperation(this.#actor, this.#around.path, request))
      return refused
    }
    const cyclic = this.#cycleOf(request)
    if (cyclic !== undefined) {
      sink.fail(cyclic)
      return refused
    }
    const scope = this.#scopeOf(request)
    const streaming = request.kind === 'stream' || request.kind === 'duplex'
    return streaming
      ? this.#openStream(request, operation, sink, scope)
      : this.#takeMessage(request, operation, sink, scope)
  }

  #scopeOf({ redelivered, chain, call }: Request): CallScope {
    return new CallScope(redelivered, this.#around, chain, call)
  }

  /** Who waits for what is asked now, where only one handler can be the one that asks. */
  get chain(): Chain | undefined {
    return this.#inWork.chain
  }

  /** A message that all turns wait for would get none. */
  #cycleOf({ chain, operation }: Request): ActorError | undefined {
    const { path, incarnation } = this.#around
    if (chain === undefined || incarnation === undefined) return undefined
    const blocking = this.#inWork.blocking(chain, incarnation)
    if (blocking < (this.#actor.options.concurrency ?? 1)) return undefined
    return cycle(path, operation, chain, incarnation)
  }

  #takeMessage(
    request: Request,
    operation: AnyOperation,
    sink: Sink,
    scope: CallScope,
  ): Submission {
    this.#turns.take(() => {
      if (this.#stopping) return this.#turns.give()
      if (scope.reason !== undefined) {
        sink.fail(scope.reason)
        return this.#turns.give()
      }
      this.#inWork.enter(scope)
      sink.started?.()
      if (this.#answersAtOnce(request, operation, sink, scope)) this.#leave(scope)
    })
    return scope
  }

  #leave(scope: CallScope): void {
    this.#inWork.leave(scope)
    this.#turns.give()
  }

  /** Whether all is done: a handler that waits for nothing costs no promise. */
  #answersAtOnce(request: Request, operation: AnyOperation, sink: Sink, scope: CallScope): boolean {
    try {
      const handler = this.#handler(request)
      const input = this.#decodeChecked(request, operation)
      const output =
        input instanceof Promise
          ? input.then((checked) => handler(checked, scope))
          : handler(input, scope)
      const answer = isThenable(output)
        ? Promise.resolve(output).then((settled) => this.#checked(settled, request, operation))
        : this.#checked(output, request, operation)
      if (answer instanceof Promise) {
        void this.#replyLater(answer, request, sink, scope)
        return false
      }
      this.#reply(answer, request, sink, scope)
    } catch (error) {
      this.#fail(error, request, sink)
    }
    return true
  }

  #checked(output: unknown, request: Request, { checks }: AnyOperation): unknown {
    return check(checks.output, output, this.#around.path, request.operation)
  }

  async #replyLater(
    answer: Promise<unknown>,
    request: Request,
    sink: Sink,
    scope: CallScope,
  ): Promise<void> {
    try {
      this.#reply(await answer, request, sink, scope)
    } catch (error) {
      this.#fail(error, request, sink)
    } finally {
      this.#leave(scope)
    }
  }

  #reply(answer: unknown, { kind, operation }: Request, sink: Sink, scope: CallScope): void {
    sink.reply(
      kind === 'tell' ? nothing : encodeAnswer(answer, scope, this.#around.path, operation),
    )
  }

  #openStream(request: Request, operation: AnyOperation, sink: Sink, scope: CallScope): Submission {
    const turn = new Turn(this.#turns)
    const credit = new Credit(request.credit)
    const waiting: Pick<Turn, 'without'> = {
      without: (arrival) => this.#inWork.rested(turn.without(arrival)),
    }
    const input = new InputItems(waiting, (items) => sink.inputCredit(items))
    void turn.take().then(async () => {
      if (!this.#stopping) {
        this.#inWork.enter(scope, turn)
        await this.#streamOut(request, operation, { sink, scope, turn, credit, input })
        this.#inWork.leave(scope)
      }
      turn.give()
    })
    return {
      accepted: true,
      cancel: (reason) => {
        scope.cancel(reason)
        input.end({ error: reason })
      },
      credit: (items) => credit.grant(items),
      input: (item) => this.#feed(item, request, operation, input, scope),
      endInput: () => input.end(),
    }
  }

  async #streamOut(request: Request, operation: AnyOperation, call: StreamCall): Promise<void> {
    const { sink, scope, input } = call
    try {
      if (scope.reason !== undefined) return sink.fail(scope.reason)
      sink.started?.()
      const first =
        request.kind === 'duplex' ? input : await this.#decodeChecked(request, operation)
      if (request.kind === 'duplex') input.open()
      const items = iterate(this.#handler(request)(first, scope))
      try {
        await pour(items, call, this.#inWork, {
          exclusive: this.#actor.options.exclusive === true,
          checked: (item) => this.#checked(item, request, operation),
          encoded: (item) => encodeAnswer(item, scope, this.#around.path, request.operation),
        })
      } finally {
        await items.return?.()
      }
      if (scope.reason === undefined) sink.end()
      else sink.fail(scope.reason)
    } catch (error) {
      if (scope.reason === undefined) this.#fail(error, request, sink)
      else sink.fail(scope.reason)
    }
  }

  #feed(
    item: Encoded,
    request: Request,
    operation: AnyOperation,
    input: InputItems,
    scope: CallScope,
  ): void {
    try {
      const value = check(
        operation.checks.input,
        decode(item, this.#around.refs),
        this.#around.path,
        request.operation,
      )
      input.push(value, sizeOf(item))
    } catch (error) {
      scope.cancel(failureOf(error, this.#around.path, request.operation))
      input.end({ error })
    }
  }

  #handler({ operation }: Request): AnyHandler {
    const handlers = this.#handlers as unknown as Record<string, AnyHandler>
    return (input, call) => handlers[operation]!(input, call)
  }

  #decodeChecked({ payload, operation: name }: Request, operation: AnyOperation): unknown {
    const input = decode(payload, this.#around.refs)
    return check(operation.checks.input, input, this.#around.path, name)
  }

  #fail(error: unknown, { operation }: Request, sink: Sink): void {
    const failure = failureOf(error, this.#around.path, operation)
    sink.fail(failure)
    const badInput =
      ActorError.is(failure, 'invalid-message') || ActorError.is(failure, 'undecodable')
    const decision = badInput ? 'resume' : decide(this.#actor, error)
    if (decision !== 'resume') this.#around.failed(decision, error)
  }

  /** Begins nothing more, ends live streams, and resolves when what was in work is done. */
  async stop(reason: ActorError): Promise<void> {
    this.#stopping = true
    await this.#inWork.end(reason)
  }
}
