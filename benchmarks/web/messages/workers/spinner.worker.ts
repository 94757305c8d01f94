/** Keeps one core busy for as long as it is told, and answers then. */
import { spin } from '../../../measure/spin.ts'

self.onmessage = ({ data }: MessageEvent<number>) => {
  spin(data)
  self.postMessage('done')
}
