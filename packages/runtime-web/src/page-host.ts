import type { Isolate } from '@troupe/core'
import { pageClock } from './page-clock.ts'

/**
 * The page as what holds isolates. When it goes away for good its actors are told, which reaches
 * those that are not busy; the browser ends all of them right after. A page that only rests in the
 * back/forward cache keeps them.
 */
export const pageHost: NonNullable<Isolate['host']> = {
  get clock() {
    return pageClock()
  },
  onStopRequested(stop) {
    const leave = ({ persisted }: { readonly persisted?: boolean }): void => {
      if (persisted !== true) void stop()
    }
    globalThis.addEventListener?.('pagehide', leave)
    return () => globalThis.removeEventListener?.('pagehide', leave)
  },
}
