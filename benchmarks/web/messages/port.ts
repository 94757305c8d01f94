import { posted, type Posted, takePosted } from '../../raw/posted.ts'
import type { RawLine } from '../../raw/line.ts'

interface Port {
  postMessage(message: Posted): void
  onmessage: ((event: MessageEvent<Posted>) => void) | null
}

/** The line over a worker, or inside one. */
export function portLine(port: Port): RawLine {
  return {
    post: (kind, bytes) => port.postMessage(posted(kind, bytes)),
    listen: (take) => void (port.onmessage = ({ data }) => takePosted(data, take)),
  }
}
