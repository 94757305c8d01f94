import type { InspectionEvent } from '../inspect.ts'
import { describeExit } from '../isolate/exit.ts'
import type { TreeNode } from '../supervise/tree.ts'
import type { ActorFigures } from './frame.ts'
import { bucketOf, Histogram } from './histogram.ts'

type MessageEvent = Extract<InspectionEvent, { type: 'message' }>

/** Between two frames so many messages are all timed, and of a flood that follows one of eight. */
const few = 1_000
const nth = 8

/** What is counted of one actor as its events come. */
export class Tally {
  readonly path: string
  /** Actors inside isolates are known by their events alone. */
  status: ActorFigures['status'] = 'starting'
  life = 0
  #kind: string | undefined
  #pid: number | undefined
  #started: number | undefined
  #progress: ActorFigures['progress']
  #restarts = 0
  #lastExit: string | undefined
  #ended = 0
  #endedBefore = 0
  #failed = 0
  #deadLetters = 0
  #redelivered = 0
  readonly total = new Histogram()
  readonly #compute = new Histogram()
  readonly #queue = new Histogram()

  constructor(path: string) {
    this.path = path
  }

  message({ outcome, milliseconds, compute, redelivered }: MessageEvent): void {
    if (outcome === 'failed') this.#failed++
    else if (outcome === 'dead-lettered') this.#deadLetters++
    if (redelivered > 0) this.#redelivered++
    this.count(milliseconds, compute)
  }

  /** A message has ended: the one thing that happens often. */
  count(milliseconds: number, compute: number | undefined): void {
    const before = this.#ended++ - this.#endedBefore
    const times = before < few ? 1 : nth
    if (before % times !== 0) return
    const bucket = bucketOf(milliseconds)
    this.total.add(bucket, times)
    if (compute === undefined) return
    this.#compute.add(bucketOf(compute), times)
    this.#queue.add(compute === 0 ? bucket : bucketOf(milliseconds - compute), times)
  }

  happened(event: InspectionEvent): void {
    switch (event.type) {
      case 'child-starting':
        this.life = event.incarnation
        this.#kind = event.kind
        this.#progress = undefined
        this.status = this.#restarts > 0 ? 'restarting' : 'starting'
        return
      case 'progress': {
        const { phase, done, total } = event.progress
        this.#progress = { phase, ...(total !== undefined && total > 0 && { share: done / total }) }
        return
      }
      case 'child-ready':
        this.status = 'running'
        this.#started = event.milliseconds
        this.#pid = event.pid
        this.#progress = undefined
        return
      case 'child-stopping':
        this.status = 'stopping'
        return
      case 'child-exited':
        this.status = 'stopped'
        this.#lastExit = describeExit(event.reason)
        this.#pid = undefined
        return
      case 'restart-scheduled':
        this.status = 'restarting'
        this.#restarts++
    }
  }

  /** What was before somebody looked: each life but the first was a restart. */
  #meet({ incarnation = 0 }: Partial<TreeNode> = {}): void {
    if (this.life === 0 && incarnation > 1) this.#restarts = incarnation - 1
    this.life = Math.max(this.life, incarnation)
  }

  /** Its figures now; what is counted by the second is counted over `seconds`, what is old fades. */
  figures(node: TreeNode | undefined, seconds: number, fade: number): ActorFigures {
    this.#meet(node)
    const rate = seconds > 0 ? (this.#ended - this.#endedBefore) / seconds : 0
    this.#endedBefore = this.#ended
    const { status = this.status, type = 'worker', waiting = 0, inWork = 0 } = node ?? {}
    const quantiles = {
      total: this.total.quantiles(),
      compute: this.#compute.quantiles(),
      queue: this.#queue.quantiles(),
    }
    for (const histogram of [this.total, this.#compute, this.#queue]) histogram.fade(fade)
    return {
      ...{ path: this.path, type, status, life: this.life, waiting, inWork },
      kind: node?.kind ?? this.#kind,
      pid: node?.pid ?? this.#pid,
      ...{
        started: node?.started ?? this.#started,
        progress: this.#progress,
        lastExit: this.#lastExit,
      },
      ...{ restarts: this.#restarts, rate, ended: this.#ended, failed: this.#failed },
      ...{ deadLetters: this.#deadLetters, redelivered: this.#redelivered, ...quantiles },
    }
  }
}
