import { ActorError } from '../../errors.ts'
import { type DecodePixels, mostPixels } from './pixels.ts'

/** Node: the package `sharp`. */
export const decodePixels: DecodePixels = async (bytes) => {
  const { default: sharp } = await loadSharp()
  const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'truncated' })
    .rotate()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: info.channels, data }
}

async function loadSharp(): Promise<typeof import('sharp')> {
  try {
    return await import('sharp')
  } catch (cause) {
    throw new ActorError(
      'unsupported',
      'Reading pictures on Node needs the package "sharp": install it beside @troupe/models',
      { feature: 'image decoding', kind: 'node' },
      { cause },
    )
  }
}
