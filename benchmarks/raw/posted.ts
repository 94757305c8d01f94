import { type Kind, kinds, type RawLine } from './line.ts'

/** What crosses between threads: echoes, which are timed most closely, as bare bytes. */
export type Posted = Uint8Array<ArrayBuffer> | { kind: Kind; bytes: Uint8Array<ArrayBuffer> }

export function posted(kind: Kind, bytes: Uint8Array<ArrayBuffer>): Posted {
  return kind === kinds.echo ? bytes : { kind, bytes }
}

export function takePosted(message: Posted, take: Parameters<RawLine['listen']>[0]): void {
  if (message instanceof Uint8Array) take(kinds.echo, message)
  else take(message.kind, message.bytes)
}
