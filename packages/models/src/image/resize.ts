import type { Image } from './image.ts'

/**
 * Scales a picture by bilinear interpolation. What is to become less than half as large is averaged
 * down first, so that thin strokes do not vanish between the samples.
 */
export function resize(image: Image, width: number, height: number): Image {
  let source = image
  while (source.width >= 2 * width && source.height >= 2 * height) source = halve(source)
  const columns = samplesOf(source.width, width)
  const rows = samplesOf(source.height, height)
  const data = new Uint8Array(width * height * 3)
  let at = 0
  for (const row of rows) {
    for (const column of columns) {
      for (let channel = 0; channel < 3; channel++) {
        data[at++] = mix(source, row, column, channel) + 0.5
      }
    }
  }
  return { width, height, data }
}

interface Sample {
  readonly before: number
  readonly after: number
  readonly share: number
}

/** For each target pixel the two source pixels around its middle, and how much the second counts. */
function samplesOf(from: number, to: number): Sample[] {
  return Array.from({ length: to }, (_, index) => {
    const middle = Math.min(from - 1, Math.max(0, ((index + 0.5) * from) / to - 0.5))
    const before = Math.floor(middle)
    return { before, after: Math.min(before + 1, from - 1), share: middle - before }
  })
}

function mix({ width, data }: Image, row: Sample, column: Sample, channel: number): number {
  const at = (y: number, x: number): number => data[(y * width + x) * 3 + channel]!
  const upper =
    at(row.before, column.before) * (1 - column.share) + at(row.before, column.after) * column.share
  const lower =
    at(row.after, column.before) * (1 - column.share) + at(row.after, column.after) * column.share
  return upper * (1 - row.share) + lower * row.share
}

function halve({ width, height, data }: Image): Image {
  const half = { width: width >> 1, height: height >> 1 }
  const out = new Uint8Array(half.width * half.height * 3)
  let at = 0
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      const first = (2 * y * width + 2 * x) * 3
      const below = first + width * 3
      for (let channel = 0; channel < 3; channel++) {
        const sum =
          data[first + channel]! +
          data[first + 3 + channel]! +
          data[below + channel]! +
          data[below + 3 + channel]!
        out[at++] = (sum + 2) >> 2
      }
    }
  }
  return { ...half, data: out }
}
