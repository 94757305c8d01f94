import { StringDecoder } from 'node:string_decoder'

/** A line that does not end is cut here, so that nobody's memory fills with it. */
const longest = 64 * 1024

/** Cuts text that comes in pieces into lines. */
export class Lines {
  readonly #decoder = new StringDecoder('utf8')
  readonly #take: (line: string) => void
  #rest = ''

  constructor(take: (line: string) => void) {
    this.#take = take
  }

  push(chunk: Uint8Array): void {
    const lines = (
      this.#rest +
      this.#decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    ).split('\n')
    this.#rest = lines.pop()!
    if (this.#rest.length > longest) {
      lines.push(this.#rest)
      this.#rest = ''
    }
    for (const line of lines) this.#take(line.endsWith('\r') ? line.slice(0, -1) : line)
  }

  /** What came after the last line break is a line too. */
  end(): void {
    const last = this.#rest + this.#decoder.end()
    this.#rest = ''
    if (last !== '') this.#take(last)
  }
}
