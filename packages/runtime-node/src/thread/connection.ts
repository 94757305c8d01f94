import { MessageChannel, Worker, type WorkerOptions } from 'node:worker_threads'
import {
  ActorError,
  type Connection,
  type ExitReason,
  type Packet,
  type StartContext,
} from '@troupe/core'
import { channelWords, sharedWords } from '@troupe/core/isolate'
import { built } from '../built.ts'
import { Hold } from '../hold.ts'
import { lastMoment } from '../last-moment.ts'
import type { Loader } from '../loader.ts'
import { Paced } from '../paced.ts'
import { startFailed } from '../not-started.ts'
import { abandonGate, whenShut } from './gate.ts'
import { HeardOutput } from './heard-output.ts'
import { packetIn, postPacket, type FromThread, type ThreadSeed, type ToThread } from './seed.ts'
import { giveRoom, lanes, nothingUnheard, weightOf } from './unheard.ts'

const main = built('thread/main')

/**
 * Milliseconds in which a thread that boots may get up before it is ended: Node never closes the
 * files that it was reading otherwise. Nothing but Troupe's own code runs until then.
 */
const bootPatience = 8_000

/** Packets that take no time worth a look at the clock. */
const stride = 8

/** What one life of a thread is made of. */
export interface ThreadPlan {
  readonly module: string
  readonly loader: Loader | undefined
  readonly memory: number | undefined
  readonly worker: WorkerOptions
}

/** The line to one thread. */
export class ThreadConnection implements Connection {
  readonly exited: Promise<ExitReason>
  readonly shared = new Int32Array(new SharedArrayBuffer(4 * sharedWords))
  readonly #worker: Worker
  readonly #plan: ThreadPlan
  readonly #context: StartContext
  readonly #output: HeardOutput
  readonly #packets: Paced<Packet>
  readonly #hold = new Hold((alive) => void (alive ? this.#worker.ref() : this.#worker.unref()))
  #up = false
  #asked = false
  #boot: NodeJS.Timeout | undefined
  #cause: ExitReason | undefined

  constructor(plan: ThreadPlan, context: StartContext) {
    this.#plan = plan
    this.#context = context
    const unheard = nothingUnheard()
    this.#output = new HeardOutput(unheard, (line, stream) => context.output(line, stream))
    this.#packets = new Paced({
      stride,
      hand(packet) {
        giveRoom(unheard, lanes.packets, weightOf(packet.bytes))
        context.receive(packet)
      },
    })
    const { module, loader } = plan
    const seed: ThreadSeed = { module, loader, shared: this.shared, unheard }
    this.#worker = new Worker(main, {
      ...plan.worker,
      name: context.path,
      workerData: seed,
      stdout: true,
      stderr: true,
    })
    this.exited = this.#untilGone()
    this.#worker.on('error', (error: unknown) => (this.#cause ??= this.#reasonFor(error)))
    this.#worker.on('message', (message: FromThread) => this.#hear(message))
    this.#worker.on('messageerror', (error) => this.#fail(error))
    lastMoment.threads.set(this.shared, () => this.#tellToLeave())
  }

  async #untilGone(): Promise<ExitReason> {
    const worker = this.#worker
    const code = await new Promise<number>((resolve) => worker.once('exit', resolve))
    lastMoment.threads.delete(this.shared)
    clearTimeout(this.#boot)
    this.#hold.end()
    abandonGate(this.shared)
    await this.#packets.drained()
    const { stdout, stderr } = this.#worker
    this.#output.end({ stdout: stdout.read(), stderr: stderr.read() })
    return this.#reason(code)
  }

  /** An exit code tells little: a thread that is ended while it boots has code 0, a crash has 1. */
  #reason(code: number): ExitReason {
    if (this.#cause !== undefined) return this.#cause
    if (this.#asked) return { type: 'killed' }
    if (this.#up) return { type: 'exit', code }
    return startFailed(this.#context.path, `its thread ended with code ${code} before it was up`)
  }

  #reasonFor(error: unknown): ExitReason {
    if ((error as { code?: unknown } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      const { memory } = this.#plan
      return { type: 'out-of-memory', ...(memory !== undefined && { limit: memory }) }
    }
    if (this.#up) return { type: 'error', error }
    return startFailed(this.#context.path, 'its thread could not start', error)
  }

  /** A library that takes the thread for its own posts what it likes. */
  #hear(message: FromThread): void {
    try {
      this.#take(message)
    } catch (cause) {
      this.#fail(
        new ActorError(
          'undecodable',
          `${this.#context.path}: what came is no packet; does something in the thread post to its parentPort?`,
          { target: this.#context.path, bytes: 0 },
          { cause },
        ),
      )
    }
  }

  #take(message: FromThread): void {
    if (message === 'up') this.#getUp()
    else if ('stream' in message) this.#output.take(message)
    else this.#packets.take(packetIn(message))
  }

  send(packet: Packet): void {
    try {
      postPacket(this.#worker, packet)
    } catch (error) {
      this.#fail(error)
    }
  }

  defer(task: () => void): void {
    process.nextTick(task)
  }

  /** A packet that is lost would leave a hole in the order of messages. */
  #fail(error: unknown): void {
    this.#cause ??= { type: 'error', error }
    this.kill()
  }

  kill(): void {
    if (this.#asked) return
    this.#asked = true
    this.#tellToLeave()
    if (this.#up) this.#terminate()
    else this.#boot = setTimeout(() => this.#terminate(), bootPatience)
  }

  #getUp(): void {
    this.#up = true
    if (this.#asked) this.#terminate()
  }

  #terminate(): void {
    clearTimeout(this.#boot)
    whenShut(this.shared, () => void this.#worker.terminate())
  }

  reach(other: Connection, channel: number): Promise<boolean> {
    return Promise.resolve(this.#reach(other, channel))
  }

  #reach(other: Connection, channel: number): boolean {
    if (!(other instanceof ThreadConnection)) return false
    // A port that is sent to a thread that is gone would stay here, and its other end wait for ever.
    if (this.#worker.threadId === -1 || other.#worker.threadId === -1) return false
    const { port1, port2 } = new MessageChannel()
    const shared = channelWords()
    for (const [connection, port] of [
      [this, port1],
      [other, port2],
    ] as const) {
      const laid = { channel, port, shared } satisfies ToThread
      connection.#worker.postMessage(laid, [port])
    }
    return true
  }

  #tellToLeave(): void {
    this.#worker.postMessage('leave' satisfies ToThread)
  }

  hold(alive: boolean): void {
    this.#hold.set(alive)
  }
}
