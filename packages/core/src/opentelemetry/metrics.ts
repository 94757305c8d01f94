import type { Attributes, BatchObservableResult, Meter } from '@opentelemetry/api'
import type { InspectionEvent } from '../inspect.ts'
import type { App } from '../supervise/supervise.ts'
import type { TreeNode } from '../supervise/tree.ts'
import { attributesOf, outcomeOf } from './attributes.ts'

/** Upper ends of buckets, in seconds: models take from a fraction of a millisecond to a minute. */
const boundaries = [
  0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
]

type MessageEvent = Extract<InspectionEvent, { type: 'message' }>

/** Records what happens in a tree with a meter; returns a function that ends it. */
export function recordMetrics(app: Pick<App, 'inspect' | 'tree'>, meter: Meter): () => void {
  const instruments = instrumentsOf(meter)
  const protocols = new Protocols(app)
  const end = app.inspect((event) => {
    switch (event.type) {
      case 'message':
        return recordMessage(instruments, event, protocols.of(event.path))
      case 'dead-letter': {
        const { kind, operation, path, error } = event
        const of = attributesOf({ kind, operation, path, protocol: protocols.of(path) })
        return instruments.deadLetters.add(1, { ...of, 'error.type': error.code })
      }
      case 'restart-scheduled': {
        const reason = event.reason.type
        return instruments.restarts.add(1, {
          'troupe.actor.path': event.path,
          'troupe.exit.reason': reason,
        })
      }
      case 'child-ready':
        return instruments.starts.record(event.milliseconds / 1_000, {
          'troupe.actor.path': event.path,
        })
    }
  })
  const observe = (result: BatchObservableResult): void => {
    for (const { path, waiting, inWork } of actorsOf(app.tree())) {
      const of = { 'troupe.actor.path': path }
      result.observe(instruments.mailbox, waiting ?? 0, {
        ...of,
        'troupe.message.state': 'waiting',
      })
      result.observe(instruments.mailbox, inWork ?? 0, { ...of, 'troupe.message.state': 'in_work' })
    }
  }
  meter.addBatchObservableCallback(observe, [instruments.mailbox])
  return () => {
    end()
    meter.removeBatchObservableCallback(observe, [instruments.mailbox])
  }
}

function instrumentsOf(meter: Meter) {
  const seconds = (name: string, description: string) =>
    meter.createHistogram(name, {
      description,
      unit: 's',
      advice: { explicitBucketBoundaries: boundaries },
    })
  return {
    calls: seconds('rpc.client.call.duration', 'From an ask to its answer.'),
    tells: seconds('messaging.process.duration', 'From a tell until it is handled.'),
    queue: seconds('troupe.message.queue.duration', 'Waiting and crossing.'),
    compute: seconds('troupe.message.compute.duration', 'In the handler.'),
    starts: seconds('troupe.actor.start.duration', 'From the start of a life until it is up.'),
    restarts: meter.createCounter('troupe.actor.restarts', {
      description: 'Restarts that supervisors decided on.',
      unit: '{restart}',
    }),
    deadLetters: meter.createCounter('troupe.dead_letters', {
      description: 'Messages that nobody handled and nobody will.',
      unit: '{message}',
    }),
    mailbox: meter.createObservableGauge('troupe.mailbox.messages', {
      description: 'Messages that wait for an actor, and those in its work.',
      unit: '{message}',
    }),
  }
}

function recordMessage(
  { calls, tells, queue, compute: computing }: ReturnType<typeof instrumentsOf>,
  event: MessageEvent,
  protocol: string,
): void {
  const { path, kind, operation, milliseconds, compute } = event
  const attributes: Attributes = {
    ...attributesOf({ path, protocol, kind, operation }),
    ...outcomeOf(event),
  }
  const total = kind === 'tell' ? tells : calls
  total.record(milliseconds / 1_000, attributes)
  if (compute === undefined) return
  computing.record(compute / 1_000, attributes)
  queue.record((milliseconds - compute) / 1_000, attributes)
}

/** The names of protocols by paths. Actors inside isolates are not listed: their path stands for it. */
class Protocols {
  readonly #app: Pick<App, 'tree'>
  readonly #names = new Map<string, string>()

  constructor(app: Pick<App, 'tree'>) {
    this.#app = app
  }

  of(path: string): string {
    if (!this.#names.has(path)) this.#learn(path)
    return this.#names.get(path)!
  }

  #learn(path: string): void {
    this.#names.set(path, path)
    for (const node of actorsOf(this.#app.tree())) {
      if (node.protocol !== undefined) this.#names.set(node.path, node.protocol)
    }
  }
}

function actorsOf(node: TreeNode): TreeNode[] {
  return node.type === 'worker' ? [node] : (node.children ?? []).flatMap(actorsOf)
}
