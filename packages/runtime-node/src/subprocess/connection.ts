import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import type { Socket } from 'node:net'
import type { ActorError, Connection, ExitReason, Packet, StartContext } from '@troupe/core'
import { Hold } from '../hold.ts'
import { lastMoment } from '../last-moment.ts'
import { Lines } from '../lines.ts'
import { type OutputStream, PacedOutput } from '../paced-output.ts'
import { TurnShare } from '../turn-share.ts'
import { layChannel, Party } from './channel/lay.ts'
import { channelsHere } from './channel/meeting-place.ts'
import { drained } from './drained.ts'
import { reasonOf } from './ending.ts'
import { RingReader, RingWriter } from './file-ring.ts'
import { type ChannelAnswer, noteSegment } from './note.ts'
import { PacketReader } from './packet-reader.ts'
import type { Command } from './parent-death-signal.ts'
import { segmentsOf } from './segments.ts'
import { closeSharedFile, lanes } from './shared-file.ts'
import { lastMark } from './started-mark.ts'
import { type ChildWord, descriptor } from './wire.ts'
import { writeSegments } from './write-segments.ts'

/** What one life of a child process is made of. */
export interface SubprocessPlan extends Command {
  readonly spawn: SpawnOptions
  /** Megabytes that it may occupy. */
  readonly memory: number | undefined
  /** The file for large attachments, open in this process; the connection closes it. */
  readonly sharedFile: number | undefined
}

/** How many lines of standard error are kept for the reason of its end. */
const lastLines = 30

/** What a pipe gives at a time takes no time that is worth a look at the clock, unless it goes on. */
const stride = 4

/** The line to one child process. */
export class SubprocessConnection implements Connection {
  readonly exited: Promise<ExitReason>
  readonly #child: ChildProcess
  readonly #context: StartContext
  readonly #sharedFile: number | undefined
  readonly #ring: RingWriter | undefined
  readonly #words = new Set<ChildWord>()
  readonly #lifeline = new Lines((word) => this.#words.add(word as ChildWord))
  readonly #lastWords: string[] = []
  readonly #output = new PacedOutput({
    hand: (line, stream) => this.#hear(line, stream),
    behind: (behind) => {
      for (const at of [1, 2]) void (behind ? this.#pipe(at)?.pause() : this.#pipe(at)?.resume())
    },
  })
  readonly #hold = new Hold((alive) => {
    for (const part of [this.#child, ...this.#pipes]) void (alive ? part.ref() : part.unref())
  })
  readonly #party = new Party((note) => this.#write([noteSegment(note)]))
  #asked = false
  #corrupt: ActorError | undefined
  /** The last call that the child noted as begun. */
  #begun: number | undefined

  constructor(plan: SubprocessPlan, context: StartContext) {
    this.#context = context
    const { sharedFile } = plan
    this.#sharedFile = sharedFile
    this.#ring = sharedFile === undefined ? undefined : new RingWriter(sharedFile, lanes.toChild)
    this.#child = spawn(plan.command, plan.arguments, {
      ...plan.spawn,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe', sharedFile ?? 'ignore'],
      windowsHide: true,
    })
    lastMoment.children.add(this.#child)
    this.exited = this.#untilGone(plan.memory)
    this.#listen()
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Absent where not even pipes could be made. */
  #pipe(at: number): Socket | undefined {
    return (this.#child.stdio?.[at] as Socket | null | undefined) ?? undefined
  }

  get #pipes(): Socket[] {
    return (this.#child.stdio ?? []).filter((stream) => stream !== null) as Socket[]
  }

  #listen(): void {
    // A pipe that breaks loses messages; mostly it is because the child is gone already.
    for (const pipe of this.#pipes) pipe.on('error', () => void this.#child.kill('SIGKILL'))
    const file = this.#sharedFile
    const reader = new PacketReader(
      {
        packet: (packet) => this.#context.receive(packet),
        note: (note) => this.#party.answered(note as ChannelAnswer),
        corrupt: (error) => {
          this.#corrupt ??= error
          this.kill()
        },
      },
      file === undefined ? undefined : new RingReader(file, lanes.toParent),
    )
    const packets = this.#pipe(descriptor.output)
    const turn = new TurnShare(stride)
    packets?.on('data', (chunk: Buffer) => {
      reader.push(chunk)
      if (!turn.spent()) return
      packets.pause()
      setImmediate(() => packets.resume())
    })
    this.#pipe(descriptor.lifeline)?.on('data', (chunk: Buffer) => this.#lifeline.push(chunk))
    this.#pipe(1)?.on('data', (chunk: Buffer) => this.#output.push('stdout', chunk))
    this.#pipe(2)?.on('data', (chunk: Buffer) => this.#output.push('stderr', chunk))
  }

  #hear(line: string, stream: OutputStream): void {
    if (stream === 'stderr' && this.#lastWords.push(line) > lastLines) this.#lastWords.shift()
    this.#context.output(line, stream)
  }

  async #untilGone(limit: number | undefined): Promise<ExitReason> {
    const child = this.#child
    const end = await new Promise<{
      code: number | null
      signal: NodeJS.Signals | null
      notSpawned?: Error
    }>((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }))
      child.on('error', (notSpawned) => {
        if (child.pid === undefined) resolve({ code: null, signal: null, notSpawned })
      })
    })
    lastMoment.children.delete(child)
    this.#hold.end()
    this.#party.end()
    // Only what it left in its pipes can come, and nobody may cut that off.
    this.#output.hurry()
    if (end.notSpawned === undefined) await drained(this.#pipes)
    for (const pipe of this.#pipes) pipe.destroy()
    if (this.#sharedFile !== undefined) this.#begun = lastMark(this.#sharedFile)
    closeSharedFile(this.#sharedFile)
    this.#lifeline.end()
    this.#output.end()
    const words = this.#words
    return reasonOf({
      ...end,
      path: this.#context.path,
      up: words.has('up'),
      tooLarge: words.has('out-of-memory'),
      asked: this.#asked,
      lastWords: this.#lastWords,
      ...(this.#corrupt !== undefined && { corrupt: this.#corrupt }),
      ...(limit !== undefined && { limit }),
    })
  }

  send(packet: Packet): void {
    if (this.#input !== undefined) this.#write(segmentsOf(packet, this.#ring))
  }

  get #input(): Socket | undefined {
    const pipe = this.#pipe(descriptor.input)
    return pipe?.writable === true ? pipe : undefined
  }

  #write(segments: readonly Uint8Array[]): void {
    const input = this.#input
    if (input !== undefined) writeSegments(input, segments)
  }

  reach(other: Connection, channel: number): Promise<boolean> {
    const able = channelsHere && other instanceof SubprocessConnection
    if (!able) return Promise.resolve(false)
    return layChannel(this.#party, other.#party, channel)
  }

  begun(): number | undefined {
    return this.#begun
  }

  defer(task: () => void): void {
    process.nextTick(task)
  }

  kill(): void {
    this.#asked = true
    this.#child.kill('SIGKILL')
  }

  hold(alive: boolean): void {
    this.#hold.set(alive)
  }
}
