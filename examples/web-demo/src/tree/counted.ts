import type { Tree } from './tree.ts'
import type { ActorId } from './actors.ts'

type Send = (...args: unknown[]) => unknown
type Sends = Readonly<Record<string, Send>>

/** The same actors, with every message counted where it is sent. */
export function counted(children: Tree['children'], sent: (id: ActorId) => void): Tree['children'] {
  const entries = Object.entries(children).map(([id, ref]) => {
    const counting = (sends: Sends): Sends =>
      Object.fromEntries(
        Object.entries(sends).map(([operation, send]) => [
          operation,
          (...args: unknown[]) => {
            sent(id as ActorId)
            return send(...args)
          },
        ]),
      )
    const ask = counting(ref.ask as unknown as Sends)
    const duplex = counting(ref.duplex as unknown as Sends)
    return [id, { ...ref, ask, duplex }]
  })
  return Object.fromEntries(entries) as Tree['children']
}
