/** One chunk of a RIFF file: the bytes of its body that are really there. */
export interface RiffChunk {
  readonly id: string
  readonly body: Uint8Array
}

const headerBytes = 8
const sizeUnknown = 0
/** Recorders make room before they write: where they were cut off, zeros follow to the end. */
const unwritten = '\0\0\0\0'

/**
 * The chunks of a RIFF file as far as they can be read. Streaming recorders write lengths that are
 * too large or zero, and some writers forget the padding byte after an odd length; all are read.
 */
export function* riffChunks(file: Uint8Array, littleEndian: boolean): Generator<RiffChunk> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  let at = 12
  while (at + headerBytes <= file.length) {
    const id = textAt(file, at)
    if (id === unwritten) return
    const start = at + headerBytes
    const end = endOf(file, view, at, littleEndian)
    yield { id, body: file.subarray(start, end) }
    at = next(file, end)
  }
}

/** Four bytes as text. */
export function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}

function endOf(file: Uint8Array, view: DataView, at: number, littleEndian: boolean): number {
  const start = at + headerBytes
  const size = view.getUint32(at + 4, littleEndian)
  const unknown =
    size === sizeUnknown && textAt(file, at) === 'data' && !looksLikeChunk(file, start)
  return unknown ? file.length : Math.min(start + size, file.length)
}

function next(file: Uint8Array, end: number): number {
  if (end % 2 === 0) return end
  return !looksLikeChunk(file, end + 1) && looksLikeChunk(file, end) ? end : end + 1
}

function looksLikeChunk(file: Uint8Array, at: number): boolean {
  return at + headerBytes <= file.length && /^[A-Za-z][\w ]{3}$/.test(textAt(file, at))
}
