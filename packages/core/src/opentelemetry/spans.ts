import {
  type Context,
  context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer as OtelTracer,
} from '@opentelemetry/api'
import type { MessageEnd, MessageTrace, TracedMessage, Tracer } from '../inspect.ts'
import { attributesOf, methodOf, outcomeOf } from './attributes.ts'

/** Makes a span of every message: a call's from the ask to its answer, a tell's until it is handled. */
export function spansBy(tracer: OtelTracer): Tracer {
  return (message) => {
    const around = surroundingsOf(message)
    const kind = message.kind === 'tell' ? SpanKind.CONSUMER : SpanKind.CLIENT
    const attributes = attributesOf(message)
    const span = tracer.startSpan(methodOf(message), { kind, attributes }, around)
    return new SpanOfMessage(span, around)
  }
}

/** What it is a part of: the call that its sender serves, or what is going on in the app. */
function surroundingsOf({ parent, relayed }: TracedMessage): Context {
  if (parent instanceof SpanOfMessage) return parent.within
  return relayed ? ROOT_CONTEXT : context.active()
}

class SpanOfMessage implements MessageTrace {
  readonly #span: Span
  readonly #around: Context

  constructor(span: Span, around: Context) {
    this.#span = span
    this.#around = around
  }

  get within(): Context {
    return trace.setSpan(this.#around, this.#span)
  }

  ended(how: MessageEnd): void {
    const { error, compute, milliseconds, redelivered, outcome } = how
    this.#span.setAttributes(outcomeOf(how))
    if (redelivered > 0) this.#span.setAttribute('troupe.message.redelivered', redelivered)
    if (compute !== undefined) {
      this.#span.setAttribute('troupe.message.compute', compute / 1_000)
      this.#span.setAttribute('troupe.message.queue', (milliseconds - compute) / 1_000)
    }
    if (outcome === 'failed' || outcome === 'dead-lettered') {
      this.#span.setStatus({ code: SpanStatusCode.ERROR, message: error?.message ?? outcome })
    }
    this.#span.end()
  }
}
