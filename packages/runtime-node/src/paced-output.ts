import { Lines } from './lines.ts'
import { Paced, type PacedOptions } from './paced.ts'

export type OutputStream = 'stdout' | 'stderr'

/** A look at the clock costs as much as a few lines. */
const stride = 16

export interface OutputEnds extends Required<Pick<PacedOptions<never>, 'behind'>> {
  hand(line: string, stream: OutputStream): void
  /** Default: the time of this process. */
  now?(): number
}

/** Hands over the lines that an isolate prints. */
export class PacedOutput {
  readonly #paced: Paced<[line: string, stream: OutputStream]>
  readonly #streams: Readonly<Record<OutputStream, Lines>>

  constructor({ hand, behind, now }: OutputEnds) {
    this.#paced = new Paced({ hand: (line) => hand(...line), behind, stride, ...(now && { now }) })
    const linesOf = (stream: OutputStream): Lines =>
      new Lines((line) => this.#paced.take([line, stream]))
    this.#streams = { stdout: linesOf('stdout'), stderr: linesOf('stderr') }
  }

  push(stream: OutputStream, chunk: Uint8Array): void {
    this.#streams[stream].push(chunk)
  }

  /** Hands over all that is there and that comes, because little can come. */
  hurry(): void {
    this.#paced.hurry()
  }

  /** Nothing more comes: what follows the last line breaks are lines too. */
  end(): void {
    this.#streams.stdout.end()
    this.#streams.stderr.end()
    this.hurry()
  }
}
