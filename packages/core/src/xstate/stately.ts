import type { InspectionEvent as XStateEvent, Observer } from 'xstate'
import type { InspectionEvent, Inspector } from '../inspect.ts'
import { describeExit } from '../isolate/exit.ts'
import { lifecycle } from '../supervise/lifecycle-chart.ts'
import type { LifeState } from '../supervise/lifecycle.ts'

/** Where the events lead that tell of a child's life. Draining is told of by none: it shows as `ready`. */
const leadsTo: Partial<Record<InspectionEvent['type'], LifeState>> = {
  'child-starting': 'starting',
  'child-ready': 'ready',
  'child-stopping': 'stopping',
  'child-killed': 'zombie',
  'child-exited': 'gone',
  'restart-scheduled': 'backing-off',
}

/** What an inspector reads of an actor of XState's. */
interface Node {
  readonly id: string
  readonly sessionId: string
  readonly _parent: Node | undefined
  readonly logic: { readonly config: object }
  getSnapshot(): { status: 'active'; value?: LifeState; context: object }
}

/**
 * Shows a tree in Stately's inspector, or in any other that takes the inspection events of XState:
 * each actor with the statechart of its life, each supervisor as the parent of its children, and
 * what happens to them as their events.
 *
 * Messages show when they have ended, with their outcome; what they carry stays here.
 *
 * @param inspect The `inspect` of `createBrowserInspector()` or `createSkyInspector()` of
 *   `@statelyai/inspect`, or a function.
 * @returns What `supervise({ inspect })` takes. It serves one tree.
 * @example
 * ```ts
 * import { actor, ask, child, memory, protocol, supervise } from '@troupe/core'
 * import { stately } from '@troupe/core/xstate'
 *
 * const Echo = protocol('echo', { say: ask<string, string>() })
 * const echo = actor(Echo, () => ({ say: (words) => words }))
 *
 * const states: unknown[] = []
 * await using app = await supervise({
 *   children: { echo: child(Echo, memory(echo)) },
 *   inspect: stately((event) => {
 *     if (event.type !== '@xstate.snapshot') return
 *     states.push([event.actorRef.sessionId, (event.snapshot as { value?: unknown }).value])
 *   }),
 * })
 * states // => [['app/echo', 'starting'], ['app/echo', 'ready']]
 * ```
 */
export function stately(
  inspect: Observer<XStateEvent> | ((event: XStateEvent) => void),
): Inspector {
  const nodes = new Map<string, Node>()
  const lives = new Map<string, LifeState>()
  const tell = (node: Node, event: object): void => {
    const rootId = node.sessionId.split('/', 1)[0]
    const whole = { rootId, actorRef: node, ...event } as unknown as XStateEvent
    if (typeof inspect === 'function') inspect(whole)
    else inspect.next?.(whole)
  }
  const nodeAt = (path: string): Node => nodes.get(path) ?? enter(path, {})
  const enter = (path: string, chart: object): Node => {
    const end = path.lastIndexOf('/')
    const id = path.slice(end + 1)
    const node: Node = {
      id,
      sessionId: path,
      _parent: end === -1 ? undefined : nodeAt(path.slice(0, end)),
      logic: { config: { ...chart, id } },
      getSnapshot: () => ({ status: 'active', value: lives.get(path), context: {} }),
    }
    nodes.set(path, node)
    tell(node, { type: '@xstate.actor' })
    return node
  }
  return (happening) => {
    const { path, type } = happening
    // Nobody tells how a supervisor starts: it has no chart.
    const life = lives.has(path) || type === 'child-starting' ? leadsTo[type] : undefined
    const node =
      lives.has(path) || life === undefined ? nodeAt(path) : enter(path, lifecycle.config)
    const event = plain(happening)
    tell(node, { type: '@xstate.event', event, sourceRef: undefined })
    if (life === undefined || life === lives.get(path)) return
    lives.set(path, life)
    tell(node, { type: '@xstate.snapshot', event, snapshot: node.getSnapshot() })
  }
}

/** The event in words and numbers, as JSON can show it. */
function plain(happening: InspectionEvent): { type: string } & Record<string, unknown> {
  const { path: _, ...fields } = happening
  const entries = Object.entries(fields).flatMap(([key, value]): [string, unknown][] => {
    if (happening.type === 'dead-letter' && key === 'message') return []
    if (key === 'reason') return [[key, describeExit(value as never)]]
    return [[key, value instanceof Error ? value.message : value]]
  })
  return Object.fromEntries(entries) as { type: string }
}
