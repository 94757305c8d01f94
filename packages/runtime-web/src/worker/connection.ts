import {
  ActorError,
  type Connection,
  type ExitReason,
  type Packet,
  type StartContext,
} from '@troupe/core'
import { channelWords, shared } from '@troupe/core/isolate'
import { channelsHere, type LaidChannel } from './channel.ts'
import { diagnose } from './diagnose.ts'
import { loadFailed } from './load-problem.ts'
import type { MadeWorker } from './make.ts'
import { type FromWorker, isUp, type Leaving, packetIn, postPacket, type Up } from './messages.ts'
import { stragglers, whenAbsent } from './presence.ts'
import { policyViolations } from './violations.ts'

/** Where no lock tells, a worker that is ended is taken for gone after so long, in milliseconds. */
const longestEnding = 2_500

/** The line to one worker. */
export class WorkerConnection implements Connection {
  readonly exited: Promise<ExitReason>
  readonly #worker: Worker
  readonly #url: string | undefined
  readonly #context: StartContext
  readonly #violations = policyViolations()
  #resolve!: (reason: ExitReason) => void
  /** What was sent before the worker was up. */
  #early: Packet[] | undefined = []
  #up: Up | undefined
  #asked = false
  #gone = false
  #cause: ExitReason | undefined
  #leaving: Leaving | undefined

  constructor({ worker, url }: MadeWorker, context: StartContext) {
    this.#worker = worker
    this.#url = url
    this.#context = context
    this.exited = new Promise((resolve) => (this.#resolve = resolve))
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isUp(data) && this.#up === undefined && !this.#gone) this.#connect(data)
    })
    worker.addEventListener('error', (event) => this.#failed(event))
  }

  get shared(): Int32Array | undefined {
    return this.#up?.shared
  }

  #connect(up: Up): void {
    this.#up = up
    this.#violations.end()
    up.port.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#take(data))
    up.port.addEventListener('messageerror', () =>
      this.#fail(new TypeError('A message of the worker could not be read')),
    )
    up.port.start()
    const early = this.#early ?? []
    this.#early = undefined
    for (const packet of early) this.send(packet)
    if (up.lock !== undefined) void whenAbsent(up.lock).then(() => this.#absent())
  }

  #take(message: FromWorker): void {
    if (this.#gone) return
    if ('exit' in message) this.#leave(message)
    else if ('line' in message) this.#context.output(message.line, message.stream)
    else this.#context.receive(packetIn(message))
  }

  /** Its last word. Where a lock tells when it is really gone, that is waited for. */
  #leave(leaving: Leaving): void {
    this.#leaving = leaving
    // A script that does not come to the end of its turn would go on for ever.
    this.#worker.terminate()
    if (this.#up?.lock === undefined) this.#end()
  }

  /** Its lock is free. What it sent before comes another way and may come later. */
  #absent(): void {
    if (this.#leaving !== undefined) this.#end()
    else setTimeout(() => this.#end(), stragglers)
  }

  #end(): void {
    if (this.#gone) return
    this.#gone = true
    this.#worker.terminate()
    this.#up?.port.close()
    this.#violations.end()
    const words = this.#up?.shared
    if (words !== undefined && this.#leaving !== undefined) {
      Atomics.store(words, shared.started, this.#leaving.started)
    }
    this.#resolve(this.#reason())
  }

  #reason(): ExitReason {
    if (this.#cause !== undefined) return this.#cause
    if (this.#asked) return { type: 'killed' }
    if (this.#leaving !== undefined) return { type: 'exit', code: this.#leaving.exit }
    return { type: 'vanished' }
  }

  /** Once it is up it tells of its errors itself: one that comes this way it could not catch. */
  #failed(event: Event): void {
    event.preventDefault()
    if (this.#up !== undefined) return this.#fail(event)
    const { path } = this.#context
    const symptoms = { event, url: this.#url, violations: this.#violations.seen }
    void diagnose(symptoms).then((failure) => {
      this.#cause ??= { type: 'start-failed', error: loadFailed(path, this.#url, failure) }
      this.#end()
    })
  }

  #fail(problem: unknown): void {
    const { message } = problem as { message?: string }
    const error = problem instanceof Error ? problem : new Error(message ?? 'The worker failed')
    this.#cause ??= { type: 'error', error }
    this.kill()
  }

  send(packet: Packet): void {
    if (this.#gone) return
    if (this.#up === undefined) return void this.#early?.push(packet)
    try {
      postPacket(this.#up.port, packet)
    } catch (error) {
      // A packet that is lost would leave a hole in the order of messages.
      this.#fail(
        ActorError.is(error) ? error : new Error('A packet could not be sent', { cause: error }),
      )
    }
  }

  reach(other: Connection, channel: number): Promise<boolean> {
    return Promise.resolve(this.#reach(other, channel))
  }

  #reach(other: Connection, channel: number): boolean {
    if (!(other instanceof WorkerConnection) || !channelsHere()) return false
    const [mine, theirs] = [this.#present(), other.#present()]
    if (mine === undefined || theirs === undefined) return false
    const { port1, port2 } = new MessageChannel()
    const words = channelWords()
    lay(mine.port, { channel, port: port1, lock: theirs.lock, shared: words })
    lay(theirs.port, { channel, port: port2, lock: mine.lock, shared: words })
    return true
  }

  #present(): { readonly port: MessagePort; readonly lock: string } | undefined {
    const { port, lock } = this.#up ?? {}
    return this.#gone || port === undefined || lock === undefined ? undefined : { port, lock }
  }

  kill(): void {
    if (this.#asked || this.#gone) return
    this.#asked = true
    this.#worker.terminate()
    // Before it was up it had nothing of ours, so that nothing has to be waited for.
    if (this.#up === undefined) this.#end()
    else if (this.#up.lock === undefined) setTimeout(() => this.#end(), longestEnding)
  }
}

function lay(port: MessagePort, laid: LaidChannel): void {
  port.postMessage(laid, [laid.port])
}
