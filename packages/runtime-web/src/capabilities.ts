/** What a page or worker can do for actors. */
export interface Capabilities {
  /** The page is served with COOP and COEP headers, so that memory can be shared. */
  readonly crossOriginIsolated: boolean
  /** `SharedArrayBuffer` exists. A browser has it in cross-origin isolated pages only. */
  readonly sharedArrayBuffer: boolean
  /** How many threads run at the same time at most; 1 where it is not told. */
  readonly hardwareConcurrency: number
  /** `navigator.gpu` exists. Whether there is an adapter, only `requestAdapter()` tells. */
  readonly webgpu: boolean
  /** Web workers can be started from here. */
  readonly workers: boolean
}

/** The part of the global scope that {@link capabilities} looks at. */
export interface Scope {
  readonly crossOriginIsolated?: boolean
  readonly SharedArrayBuffer?: unknown
  readonly Worker?: unknown
  readonly navigator?: { readonly hardwareConcurrency?: number; readonly gpu?: unknown }
}

/**
 * Tells what this page or worker can do, without asking for anything. It never fails: what is
 * missing is `false`.
 *
 * @param scope Where to look. Default: the global scope.
 * @example
 * ```ts
 * import { capabilities } from '@troupe/runtime-web'
 *
 * const { webgpu, hardwareConcurrency } = capabilities({
 *   navigator: { hardwareConcurrency: 8, gpu: {} },
 * })
 * webgpu // => true
 * hardwareConcurrency // => 8
 * ```
 */
export function capabilities(scope: Scope = globalThis as Scope): Capabilities {
  const { navigator } = scope
  return {
    crossOriginIsolated: scope.crossOriginIsolated === true,
    sharedArrayBuffer: typeof scope.SharedArrayBuffer === 'function',
    hardwareConcurrency: navigator?.hardwareConcurrency ?? 1,
    webgpu: navigator?.gpu !== undefined,
    workers: typeof scope.Worker === 'function',
  }
}
