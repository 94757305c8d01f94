/** A file that somebody wants: what it must be, and what errors call it. */
export interface WantedFile {
  /** `ocr/detection@4.0.0` */
  readonly model: string
  /** `model.onnx` */
  readonly name: string
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string
  /** In bytes. */
  readonly size: number
}

/** A verified file. */
export interface Content {
  /** Where it lies on this machine, where files have paths. Never to be written to. */
  readonly path?: string
  bytes(): Promise<Uint8Array>
}

/** A file that is not all there yet. What was there before a crash still is. */
export interface Unfinished {
  /** How many bytes are there, from the first on. */
  readonly size: number
  /** What the source left with {@link Unfinished.restart}: an ETag. */
  readonly tag: string | undefined
  append(chunk: Uint8Array): Promise<void>
  /** Begins again with nothing, and remembers `tag` beside it. */
  restart(tag?: string): Promise<void>
}

/** A way to complete a file. */
export interface Download {
  /** Where from, for errors. */
  readonly source: string
  /** Brings what the unfinished file lacks. It may reject: the next call goes on from there. */
  into(unfinished: Unfinished): Promise<void>
}

/** How {@link Store.fill} waits. */
export interface FillOptions {
  readonly signal?: AbortSignal
  /** Called while somebody else downloads the file, with the bytes that they have. */
  onWait?(size: number): void
}

/**
 * Where the files of models are kept on a machine, by their SHA-256. Whatever a store gives was
 * verified: a broken or truncated file is removed and counts as missing.
 */
export interface Store {
  /** The file, or `undefined` where it is missing. */
  get(file: WantedFile): Promise<Content | undefined>
  /**
   * The file, downloaded if it is missing; once more from nothing where it turns out wrong. However many ask for it at once, in this process and in
   * others, one of them downloads.
   *
   * @throws {ActorError<'model-corrupt'>} What was downloaded is another file. Nothing of it stays.
   */
  fill(file: WantedFile, download: Download, options?: FillOptions): Promise<Content>
  /** Removes the file; fine where it is missing. */
  delete(file: WantedFile): Promise<void>
}
