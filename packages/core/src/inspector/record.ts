import type { InspectionEvent, MessageCounter } from '../inspect.ts'
import type { App } from '../supervise/supervise.ts'
import type { TreeNode } from '../supervise/tree.ts'
import type { InspectorFrame, NewsItem, Quantiles } from './frame.ts'
import { Histogram } from './histogram.ts'
import { newsOf } from './news.ts'
import { Tally } from './tally.ts'

/** Milliseconds after which half of what was measured has faded. */
const halfLife = 3_000
/** More news than this between two frames are summed up. */
const mostNews = 60
/** Frames that are kept for those who begin to look later. */
const keptFrames = 240

/** Sums up what happens in a tree. */
export interface Recording {
  /** What is to be seen now, and what happened since the last call. `more` is added to it. */
  frame(more?: (frame: InspectorFrame) => InspectorFrame): InspectorFrame
  /** The last frames, oldest first. */
  readonly frames: readonly InspectorFrame[]
  /** Hears nothing more. */
  end(): void
}

/**
 * Sums up what happens in a tree into frames for an inspector: states, rates, latencies, mailboxes,
 * and news in words. Whoever shows them decides how often; two a second look alive.
 *
 * It takes the events of the tree as long as it is not ended, and keeps the last 240 frames and no
 * message.
 * @example
 * ```ts
 * import { actor, ask, child, memory, protocol, supervise } from '@troupe/core'
 * import { record } from '@troupe/core/inspector'
 *
 * const Echo = protocol('echo', { say: ask<string, string>() })
 * const echo = actor(Echo, () => ({ say: (words) => words }))
 * await using app = await supervise({ children: { echo: child(Echo, memory(echo)) } })
 *
 * const recording = record(app)
 * await app.children.echo.ask.say('hello')
 * recording.frame().actors.map(({ path, status, ended }) => `${path} ${status} ${ended}`)
 * // => ['app running 0', 'app/echo running 1']
 * recording.end()
 * ```
 */
export function record(app: Pick<App, 'inspect' | 'tree'>): Recording {
  const recorder = new Recorder()
  const end = app.inspect(recorder.inspect, recorder.count)
  return {
    frames: recorder.frames,
    frame: (more) => recorder.frame(app.tree(), more),
    end,
  }
}

class Recorder {
  readonly frames: InspectorFrame[] = []
  readonly #tallies = new Map<string, Tally>()
  /** By what they say: a flood of one kind is one item. */
  #news = new Map<string, NewsItem>()
  #unsaid = 0
  #last: number | undefined

  readonly inspect = (event: InspectionEvent): void => {
    if (event.type === 'message') {
      this.#tally(event.path).message(event)
      if (event.outcome === 'replied' && event.redelivered === 0) return
    } else {
      this.#tally(event.path).happened(event)
    }
    const news = newsOf(event)
    if (news === undefined) return
    const key = `${news.path} ${news.words}`
    const known = this.#news.get(key)
    if (known !== undefined) this.#news.set(key, { ...news, times: (known.times ?? 1) + 1 })
    else if (this.#news.size < mostNews) this.#news.set(key, news)
    else this.#unsaid++
  }

  readonly count: MessageCounter = (path, milliseconds, compute) =>
    this.#tally(path).count(milliseconds, compute)

  #tally(path: string): Tally {
    let tally = this.#tallies.get(path)
    if (tally === undefined) this.#tallies.set(path, (tally = new Tally(path)))
    return tally
  }

  frame(
    { at, ...root }: TreeNode & { at: number },
    more: (frame: InspectorFrame) => InspectorFrame = (frame) => frame,
  ): InspectorFrame {
    const elapsed = this.#last === undefined ? 0 : at - this.#last
    this.#last = at
    const fade = 0.5 ** (elapsed / halfLife)
    const total = this.#together()
    const actors = this.#placed(root).map(({ path, node }) =>
      this.#tally(path).figures(node, elapsed / 1_000, fade),
    )
    const frame = more({ at, actors, total, news: this.#takeNews(at, root.path) })
    this.frames.push(frame)
    if (this.frames.length > keptFrames) this.frames.shift()
    return frame
  }

  #together(): Quantiles | undefined {
    const all = new Histogram()
    for (const { total } of this.#tallies.values()) all.include(total)
    return all.quantiles()
  }

  #takeNews(at: number, path: string): NewsItem[] {
    const news = [...this.#news.values()].sort((one, other) => one.at - other.at)
    const words = `${this.#unsaid} more events between two frames`
    if (this.#unsaid > 0) news.push({ at, path, type: 'more', tone: 'warn', words })
    this.#news.clear()
    this.#unsaid = 0
    return news
  }

  /** All that is known, each below its parent: the tree, and what lives inside its isolates. */
  #placed(root: TreeNode): { path: string; node: TreeNode | undefined }[] {
    const nodes = new Map<string, TreeNode>()
    const collect = (node: TreeNode): void => {
      nodes.set(node.path, node)
      node.children?.forEach(collect)
    }
    collect(root)
    const inside = [...this.#tallies.values()].filter(
      ({ path, life, status }) => !nodes.has(path) && life > 0 && status !== 'stopped',
    )
    const placed: { path: string; node: TreeNode | undefined }[] = []
    for (const [path, node] of nodes) {
      placed.push({ path, node })
      for (const tally of inside)
        if (tally.path.startsWith(`${path}/`) && isActor(node))
          placed.push({ path: tally.path, node: undefined })
    }
    return placed
  }
}

function isActor({ type }: TreeNode): boolean {
  return type === 'worker'
}
