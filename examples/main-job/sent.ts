import type { Tree } from './tree.ts'

type Asks = Record<string, (...args: unknown[]) => Promise<unknown>>

/** The same tree, with every ask counted where it is sent: independent of what the tree tells. */
export function countSent(tree: Tree): { counted: Tree; sent: () => number } {
  let sent = 0
  const counting = (ask: Asks): Asks =>
    Object.fromEntries(
      Object.entries(ask).map(([operation, send]) => [
        operation,
        (...args) => {
          sent++
          return send(...args)
        },
      ]),
    )
  const children = Object.fromEntries(
    Object.entries(tree.children).map(([id, ref]) => [
      id,
      { ...ref, ask: counting(ref.ask as unknown as Asks) },
    ]),
  )
  return {
    counted: { ...tree, children: children as unknown as Tree['children'] },
    sent: () => sent,
  }
}
