import type { Clock } from '../clock.ts'

/** Aborts what has shown no life for too long. */
export interface Watchdog {
  /** Aborted by the caller's signal, or when nothing came for too long. */
  readonly signal: AbortSignal
  /** Whether it was the silence that aborted it. */
  readonly stalled: boolean
  /** Something came. */
  alive(): void
  /** Nothing is waited for any more. */
  end(): void
}

/** Watches over work that should show life at least every `milliseconds`. */
export function watchdog(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Watchdog {
  const silence = new AbortController()
  let cancel = (): void => {}
  const alive = (): void => {
    cancel()
    cancel = clock.after(milliseconds, () => silence.abort())
  }
  alive()
  return {
    signal: signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]),
    get stalled() {
      return silence.signal.aborted
    },
    alive,
    end: () => cancel(),
  }
}
