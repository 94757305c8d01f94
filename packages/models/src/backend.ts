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
  readonly graphOptimization?: 'disabled' | 'basic' | 'extended' | 'all'
}

/** A loaded model. Calls are serialised: one native call at a time per isolate. */
export interface Session {
  readonly inputs: readonly TensorInfo[]
  readonly outputs: readonly TensorInfo[]
  /**
   * Computes the outputs for `inputs`.
   *
   * @throws {ActorError<'invalid-message'>} An input is missing, unknown, or of the wrong type or
   * shape. The session stays usable.
   */
  run(inputs: Tensors): Promise<Tensors>
  /** Frees the model. */
  dispose(): Promise<void>
}

/** Something that computes models: onnxruntime-node, onnxruntime-web, or a fake. */
export interface Backend {
  readonly name: string
  /** Whether its calls run native code that must not be interrupted inside a thread. */
  readonly native: boolean
  /** Loads a model from a file's path (Node) or from its bytes. */
  load(model: string | Uint8Array, options?: SessionOptions): Promise<Session>
}
