import type { Behaviour } from '../../src/actor/actor.ts'
import {
  actor,
  type Connection,
  type Isolate,
  memory,
  type Packet,
  type Protocol,
} from '../../src/index.ts'
import type { Operations } from '../../src/index.ts'
import { code } from '../../src/wire/frame.ts'
import { framesIn, withFrames } from '../../src/wire/packet-parts.ts'

type Direction = 'in' | 'out'

/** An actor behind a gate: what goes in and out waits where the test wants it to. */
export function gate<Ops extends Operations, Options>(
  protocol: Protocol<Ops, Options>,
  handlers: Partial<Behaviour<Ops>>,
  {
    leaky = false,
  }: { /** Whether what was held back arrives even after the end. */ leaky?: boolean } = {},
) {
  const names = Object.keys(protocol.operations)
  const behaviour = Object.fromEntries(names.map((name) => [name, () => undefined]))
  const served = actor(protocol, () => ({ ...behaviour, ...handlers }) as Behaviour<Ops>)
  const closed = new Set<Direction>()
  const held: { direction: Direction; deliver: () => void }[] = []
  let connection: Connection | undefined
  let change = (packet: Packet): Packet => packet
  const pass = (direction: Direction, deliver: () => void): void => {
    if (closed.has(direction)) held.push({ direction, deliver })
    else deliver()
  }
  const take = (direction: Direction): (() => void)[] => {
    const taken = held.filter((one) => one.direction === direction)
    for (const one of taken) held.splice(held.indexOf(one), 1)
    return taken.map(({ deliver }) => deliver)
  }
  const inner = memory(served)
  const isolate: Isolate = {
    ...inner,
    start(context) {
      let gone: (reason: Awaited<Connection['exited']>) => void = () => {}
      const exited = new Promise<Awaited<Connection['exited']>>((resolve) => (gone = resolve))
      const line = inner.start({
        ...context,
        receive: (packet) => pass('out', () => context.receive(change(packet))),
      })
      void line.exited.then((reason) => (leaky ? gone(reason) : pass('out', () => gone(reason))))
      return (connection = {
        ...line,
        exited,
        send: (packet) => pass('in', () => line.send(packet)),
      })
    },
  }
  return {
    isolate,
    take,
    close: (direction: Direction) => void closed.add(direction),
    /** Lets through what was held back, and all that follows. */
    open(direction: Direction): void {
      closed.delete(direction)
      for (const deliver of take(direction)) deliver()
    },
    /** The isolate ends without a word of its own. */
    crash: () => connection?.kill(),
    /** From now on each answer comes twice. */
    doubleReplies(): void {
      change = (packet) => {
        const doubled = framesIn(packet.bytes).flatMap((frame) =>
          frame[0] === code.reply ? [frame, frame] : [frame],
        )
        return { ...packet, bytes: withFrames(packet.bytes, doubled) }
      }
    },
  }
}
