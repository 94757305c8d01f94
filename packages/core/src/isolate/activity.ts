import { systemClock } from '../clock.ts'
import { type Activity, code } from '../wire/frame.ts'
import type { Link } from '../wire/link.ts'
import type { Native } from './native.ts'

/** Signs closer together than this, in milliseconds, say nothing new. */
const closest = 20

/** Tells the near side, where it watches, whether silence is legal now. */
export class Reporting {
  readonly #link: Link
  /** Whether the near side watches. */
  watched = false
  #resting = false
  #inNative = 0
  #said: Activity = 'working'
  #beat = false
  #lastBeat = 0

  constructor(link: Link) {
    this.#link = link
  }

  /** Long work goes on. Leaves at once, because the script may not let go for long; in a loop, not each time. */
  heartbeat(): void {
    const now = systemClock.now()
    if (this.#beat && now - this.#lastBeat < closest) return
    this.#beat = true
    this.#lastBeat = now
    queueMicrotask(() => (this.#beat = false))
    this.#link.post([code.heartbeat])
    this.#link.flush()
  }

  /** A packet came. The near side takes for waiting nothing that it has sent something to. */
  received(): void {
    if (this.#said !== 'waiting') return
    this.#said = 'working'
    this.#tell()
  }

  /** Takes whether all that is in work waits for its reader or for input, where the near side watches. */
  get rest(): ((resting: boolean) => void) | undefined {
    if (!this.watched) return undefined
    return (resting) => {
      this.#resting = resting
      this.#tell()
    }
  }

  /** Native code that is told of: it blocks the script, and its own limit counts. */
  around(native: Native): Native {
    return (work) =>
      native(async () => {
        this.#inNative++
        this.#tell()
        try {
          return await work()
        } finally {
          this.#inNative--
          this.#tell()
        }
      })
  }

  #tell(): void {
    if (!this.watched) return
    const activity = this.#inNative > 0 ? 'native' : this.#resting ? 'waiting' : 'working'
    const before = this.#said
    if (activity === before) return
    this.#said = activity
    this.#link.post([code.activity, activity, this.#link.heard])
    // What follows may not let go of the script, and native code has another limit than a script.
    if (activity === 'native' || before === 'native') this.#link.flush()
  }
}
