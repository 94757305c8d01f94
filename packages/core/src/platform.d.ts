/**
 * Every global that core may use, and therefore none else: what Node and browsers share.
 * Timers are here for `clock.ts` alone; a lint rule keeps them out of every other file.
 */
interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}
declare const AbortSignal: {
  abort(reason?: unknown): AbortSignal
  any(signals: Iterable<AbortSignal>): AbortSignal
  timeout(milliseconds: number): AbortSignal
}

interface AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}
declare const AbortController: { new (): AbortController }

declare class URL {
  constructor(url: string | URL, base?: string | URL)
  readonly href: string
  readonly pathname: string
  readonly protocol: string
  toString(): string
}

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  decode(bytes: Uint8Array): string
}

declare function structuredClone<T>(value: T, options?: { transfer?: readonly unknown[] }): T
declare function queueMicrotask(task: () => void): void
declare function setTimeout(task: () => void, milliseconds: number): unknown
declare function clearTimeout(timer: unknown): void
declare const performance: { now(): number; readonly timeOrigin: number }

/** For the default log alone: `supervise/log.ts`. */
declare const console: {
  debug(...values: unknown[]): void
  info(...values: unknown[]): void
  warn(...values: unknown[]): void
  error(...values: unknown[]): void
}
