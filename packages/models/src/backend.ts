import type { Content } from './store/store.ts'
import type { DataType, Tensor } from './tensor.ts'

/** A model's input or output: a named axis is a string, a free one `null`. */
export interface TensorInfo {
  readonly name: string
  readonly type: DataType
  readonly shape: readonly (number | string | null)[]
}

/** Tensors by the name of the input or output. */
export type Tensors = Readonly<Record<string, Tensor>>

/** How a session computes. Unset means the backend's default. */
export interface SessionOptions {
  /** Threads within one operator. Default: 1. */
  readonly threads?: number
  /** Execution providers in order of preference. Default: the backend's first. */
  readonly providers?: readonly string[]
  /** How much the graph is rewritten before it runs. Default: `all`. */
  readonly graphOptimization?: 'disabled' | 'basic' | 'extended' | 'all'
}

/**
 * Runs work that must not be interrupted. An actor passes its context's `native`, so that nobody
 * ends its thread inside native code.
 */
export type Native = <T>(work: () => T | PromiseLike<T>) => Promise<T>

/** How a model is loaded. */
export interface LoadOptions extends SessionOptions {
  /** Every entry into native code goes through it: import, create, run, release. Default: a plain call. */
  readonly native?: Native
  /** What errors call the model. Default: the file's name. */
  readonly name?: string
  /**
   * Files of weights that the network only names, by these names: {@link LoadedModel.externalData}.
   * Default: it holds all its weights itself.
   */
  readonly externalData?: Readonly<Record<string, Content>>
  /** Called when what computes is lost for good: the GPU. Default: nothing; the next run fails. */
  readonly lost?: (reason: unknown) => void
}

/** A loaded model. Calls are serialised: one native call at a time per isolate. */
export interface Session {
  readonly inputs: readonly TensorInfo[]
  readonly outputs: readonly TensorInfo[]
  /** The execution provider that computes it: `cpu`, `wasm`, `webgpu`. */
  readonly provider: string
  /**
   * Computes the outputs for `inputs`.
   *
   * @throws {ActorError<'invalid-message'>} An input is missing, unknown, or of the wrong type or
   * shape. The session stays usable.
   */
  run(inputs: Tensors): Promise<Tensors>
  /** Frees the model, once the runs before it are done. */
  dispose(): Promise<void>
}

/** Something that computes models: onnxruntime-node, onnxruntime-web, or a fake. */
export interface Backend {
  readonly name: string
  /** Whether its calls run native code that must not be interrupted inside a thread. */
  readonly native: boolean
  /**
   * Which of these execution providers can work here, in the same order; asked before anything is
   * loaded. Default: all of them.
   */
  usable?(providers: readonly string[]): Promise<readonly string[]>
  /**
   * Begins to load what computes, whatever the model, while the model's files are fetched and
   * verified. What fails here fails again in `load`. Default: `load` does all.
   */
  prepare?(native?: Native): void
  /**
   * Loads a model from a file's path (Node) or from its bytes.
   *
   * @throws {ActorError<'model-invalid'>} It is no model that this backend can compute.
   * @throws {ActorError<'backend-unavailable'>} The package behind it is missing or does not work here.
   */
  load(model: string | Uint8Array, options?: LoadOptions): Promise<Session>
}
