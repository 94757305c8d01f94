import { type DecodePixels, mostPixels } from './pixels.ts'

/** Browsers: their own decoders. */
export const decodePixels: DecodePixels = async (bytes) => {
  if (!isWhole(bytes)) throw new Error('it ends too early')
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>])
  const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' })
  try {
    const { width, height } = bitmap
    if (width * height > mostPixels) throw new Error(`it has ${width} x ${height} pixels`)
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d', { willReadFrequently: true })!
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, width, height)
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, width, height)
    return { width, height, channels: 4, data: new Uint8Array(data.buffer) }
  } finally {
    bitmap.close()
  }
}

/** Browsers show what there is of a truncated picture; who reads it must know. */
function isWhole(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x89) return bytes.length > 20 && endsWith(bytes, [0x49, 0x45, 0x4e, 0x44], 8)
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return bytes.lastIndexOf(0xd9) > 2 && hasEnd(bytes)
  return true
}

function endsWith(bytes: Uint8Array, wanted: readonly number[], before: number): boolean {
  const start = bytes.length - before
  return wanted.every((byte, index) => bytes[start + index] === byte)
}

/** The mark for the end of a JPEG; cameras write more behind it. */
function hasEnd(bytes: Uint8Array): boolean {
  for (let at = bytes.length - 1; at > 1; at--) {
    if (bytes[at] === 0xd9 && bytes[at - 1] === 0xff) return true
  }
  return false
}
