import type { Clock, Random } from '../../clock.ts'
import type { ExitReason } from '../../isolate/exit.ts'
import type { Connection, Isolate, Packet, StartContext } from '../../isolate/isolate.ts'
import type { Dice } from './dice.ts'
import type { Direction, Fault } from './fault.ts'
import { Lane } from './lane.ts'
import { copyOf, damaged, onlyBegun, unreadable } from './packets.ts'

/** How the line to one life goes wrong. */
export interface Trouble {
  readonly clock: Clock
  readonly random: Random
  readonly dice: Dice
  readonly milliseconds: number
  readonly directions: readonly Direction[]
  injected(fault: Fault, packet: number): void
}

/** The line to one life of an isolate, with faults on the way. */
export class FaultyConnection implements Connection {
  readonly exited: Promise<ExitReason>
  readonly #inner: Connection
  readonly #context: StartContext
  readonly #trouble: Trouble
  readonly #lanes: Record<Direction, Lane>
  #armed: Fault[] = []
  #packets = 0
  #hung = false
  #crashed = false
  #lost = false
  #over = false

  constructor(isolate: Isolate, context: StartContext, trouble: Trouble) {
    this.#context = context
    this.#trouble = trouble
    this.#lanes = {
      in: new Lane(trouble.clock, (packet) => this.#inner.send(packet)),
      out: new Lane(trouble.clock, (packet) => context.receive(packet)),
    }
    this.#inner = isolate.start({
      path: context.path,
      incarnation: context.incarnation,
      receive: (packet) => this.#pass('out', packet),
      output: (line, stream) => context.output(line, stream),
    })
    this.exited = this.#inner.exited.then((reason) => this.#end(reason))
  }

  get pid(): number | undefined {
    return this.#inner.pid
  }

  get shared(): Int32Array | undefined {
    return this.#inner.shared
  }

  get over(): boolean {
    return this.#over
  }

  begun(): number | undefined {
    return this.#inner.begun?.()
  }

  send(packet: Packet): void {
    this.#pass('in', packet)
  }

  kill(): void {
    this.#inner.kill()
  }

  hold(alive: boolean): void {
    this.#inner.hold?.(alive)
  }

  /** Does it now, or to the next packet where the fault is one of packets. */
  inject(fault: Fault, milliseconds = this.#trouble.milliseconds): void {
    if (fault === 'crash') this.#crash()
    else if (fault === 'hang') this.#hang()
    else if (fault === 'slow') this.#slow(milliseconds)
    else this.#armed.push(fault)
  }

  #pass(direction: Direction, packet: Packet): void {
    if (this.#over) return
    if (!this.#trouble.directions.includes(direction)) return this.#lanes[direction].carry(packet)
    const rolled = this.#trouble.dice.roll(++this.#packets)
    const fault = this.#armed.shift() ?? rolled
    if (fault === undefined) this.#lanes[direction].carry(packet)
    else this.#spoil(fault, direction, packet)
  }

  #spoil(fault: Fault, direction: Direction, packet: Packet): void {
    const { milliseconds, random } = this.#trouble
    const lane = this.#lanes[direction]
    if (fault === 'hang') this.#hang()
    else if (fault === 'slow') this.#slow(milliseconds)
    else if (fault !== 'crash') this.#tell(fault)
    if (fault === 'drop') return void (this.#lost ||= direction === 'out')
    if (fault === 'reorder') return lane.letOvertake(packet, milliseconds)
    if (fault === 'corrupt') return lane.carry(damaged(packet, packet.bytes, random))
    if (fault === 'duplicate') lane.carry(copyOf(packet))
    lane.carry(packet, fault === 'delay' ? milliseconds : 0)
    if (fault === 'crash') this.#crash()
  }

  #tell(fault: Fault): void {
    this.#trouble.injected(fault, this.#packets)
  }

  #crash(): void {
    this.#tell('crash')
    this.#crashed = true
    this.#inner.kill()
  }

  #hang(): void {
    this.#tell('hang')
    this.#hung = true
    for (const lane of Object.values(this.#lanes)) lane.freeze()
  }

  #slow(milliseconds: number): void {
    this.#tell('slow')
    for (const lane of Object.values(this.#lanes)) lane.slow(milliseconds)
  }

  /** What it had sent arrives before the news of its end, and so does that something is missing. */
  #end(reason: ExitReason): ExitReason {
    this.#over = true
    this.#lanes.in.end()
    const left = this.#lanes.out.end()
    for (const packet of left) this.#context.receive(this.#hung ? onlyBegun(packet) : packet)
    if (this.#lost) this.#context.receive(unreadable)
    return this.#crashed ? { type: 'vanished' } : reason
  }
}
