import type { Point } from '../../image/image.ts'

/** Connected pixels of a map: where they begin and end in each row, and how probable they are. */
export interface Region {
  /** The outermost pixels' corners, row by row: all that a hull needs. */
  readonly outline: readonly Point[]
  /** Mean of the map over the region. */
  readonly mean: number
  readonly pixels: number
}

/** Finds regions of pixels above a threshold that touch at a side or a corner. */
export function findRegions(
  map: Float32Array,
  width: number,
  height: number,
  threshold: number,
): Region[] {
  const seen = new Uint8Array(map.length)
  const regions: Region[] = []
  for (let start = 0; start < map.length; start++) {
    if (seen[start] === 0 && map[start]! > threshold) {
      regions.push(regionFrom(start, { map, width, height, threshold, seen }))
    }
  }
  return regions
}

interface Field {
  readonly map: Float32Array
  readonly width: number
  readonly height: number
  readonly threshold: number
  readonly seen: Uint8Array
}

function regionFrom(start: number, { map, width, height, threshold, seen }: Field): Region {
  const rows = new Map<number, [first: number, last: number]>()
  const stack = [start]
  seen[start] = 1
  let sum = 0
  let pixels = 0
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const x = at % width
    const y = (at - x) / width
    sum += map[at]!
    pixels++
    const row = rows.get(y)
    if (row === undefined) rows.set(y, [x, x])
    else rows.set(y, [Math.min(row[0], x), Math.max(row[1], x)])
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        const neighbour = v * width + u
        if (seen[neighbour] === 0 && map[neighbour]! > threshold) {
          seen[neighbour] = 1
          stack.push(neighbour)
        }
      }
    }
  }
  return { outline: outlineOf(rows), mean: sum / pixels, pixels }
}

function outlineOf(rows: ReadonlyMap<number, readonly [number, number]>): Point[] {
  return [...rows].flatMap(([y, [first, last]]) => [
    { x: first, y },
    { x: first, y: y + 1 },
    { x: last + 1, y },
    { x: last + 1, y: y + 1 },
  ])
}
