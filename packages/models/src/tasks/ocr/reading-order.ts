import { sizeOf } from '../../image/crop.ts'
import type { Point, Quad } from '../../image/image.ts'
import type { Line } from './protocol.ts'

interface Placed {
  readonly line: Line
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly height: number
}

/** A gap between columns is at least so many line heights wide, and a column at least so wide. */
const gutter = 1.5
const columnWidth = 8

/**
 * Sorts lines as they are read: columns one after the other where there are some, rows from top to
 * bottom, and what stands close together on one row joined (recursive X-Y cut: Nagy, Seth 1984).
 * Up and down are as most text lies, whichever way the page does.
 */
export function inReadingOrder(lines: readonly Line[]): Line[] {
  const right = direction(lines)
  return cut(lines.map((line) => place(line, right))).map(({ line }) => line)
}

/** Where the lines of a page run to, longer ones more so: a vector of length 1. */
function direction(lines: readonly Line[]): Point {
  const x = lines.reduce((sum, { box: [from, to] }) => sum + to.x - from.x, 0)
  const y = lines.reduce((sum, { box: [from, to] }) => sum + to.y - from.y, 0)
  const length = Math.hypot(x, y)
  return length === 0 ? { x: 1, y: 0 } : { x: x / length, y: y / length }
}

function place(line: Line, right: Point): Placed {
  const along = line.box.map(({ x, y }) => x * right.x + y * right.y)
  const across = line.box.map(({ x, y }) => y * right.x - x * right.y)
  return {
    line,
    height: sizeOf(line.box).height,
    left: Math.min(...along),
    right: Math.max(...along),
    top: Math.min(...across),
    bottom: Math.max(...across),
  }
}

function cut(lines: readonly Placed[]): Placed[] {
  if (lines.length < 2) return [...lines]
  const columns = splitColumns(lines)
  if (columns !== undefined) return columns.flatMap(cut)
  const blocks = splitAroundColumns(lines)
  return blocks === undefined ? rows(lines) : blocks.flatMap(cut)
}

/** Columns of prose: a gutter from top to bottom, with several wide lines on both sides. */
function splitColumns(lines: readonly Placed[]): Placed[][] | undefined {
  const height = median(lines.map((line) => line.height))
  const sorted = lines.toSorted((a, b) => a.left - b.left)
  let reach = -Infinity
  for (const [index, line] of sorted.entries()) {
    const sides = [sorted.slice(0, index), sorted.slice(index)]
    if (line.left - reach >= gutter * height && sides.every((side) => isProse(side, height)))
      return sides
    reach = Math.max(reach, line.right)
  }
  return undefined
}

function isProse(lines: readonly Placed[], height: number): boolean {
  return (
    lines.length >= 3 &&
    median(lines.map(({ left, right }) => right - left)) >= columnWidth * height
  )
}

/** Only where a heading or a foot hides columns: what is above them, they, what is below them. */
function splitAroundColumns(lines: readonly Placed[]): Placed[][] | undefined {
  const bands = splitAtGaps(lines)
  if (bands.every((band) => band.length === 1)) return undefined
  for (let size = bands.length - 1; size > 0; size--) {
    for (let from = 0; from + size <= bands.length; from++) {
      const parts = [bands.slice(0, from), bands.slice(from, from + size), bands.slice(from + size)]
      const [above, columns, below] = parts.map((part) => part.flat())
      if (splitColumns(columns!) !== undefined) return [above!, columns!, below!]
    }
  }
  return undefined
}

/** Bands from left to right that a gap parts from each other. */
function splitAtGaps(lines: readonly Placed[]): Placed[][] {
  const bands: Placed[][] = []
  let reach = -Infinity
  for (const line of lines.toSorted((a, b) => a.top - b.top)) {
    if (line.top > reach) bands.push([])
    bands.at(-1)!.push(line)
    reach = Math.max(reach, line.bottom)
  }
  return bands
}

function rows(lines: readonly Placed[]): Placed[] {
  const found: Placed[][] = []
  for (const line of lines.toSorted((a, b) => a.top + a.bottom - b.top - b.bottom)) {
    const row = found.find((members) => sameRow(members.at(-1)!, line))
    if (row === undefined) found.push([line])
    else row.push(line)
  }
  return found.flatMap((row) => join(row.toSorted((a, b) => a.left - b.left)))
}

function sameRow(a: Placed, b: Placed): boolean {
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return overlap > 0.5 * Math.min(a.bottom - a.top, b.bottom - b.top)
}

/** What stands on one row closer than a line is high was one line before the detector cut it. */
function join(row: readonly Placed[]): Placed[] {
  const joined: Placed[] = []
  for (const next of row) {
    const before = joined.at(-1)
    if (before !== undefined && next.left - before.right < Math.min(before.height, next.height)) {
      joined[joined.length - 1] = merge(before, next)
    } else joined.push(next)
  }
  return joined
}

function merge(a: Placed, b: Placed): Placed {
  const total = a.line.text.length + b.line.text.length
  const confidence =
    (a.line.confidence * a.line.text.length + b.line.confidence * b.line.text.length) /
    Math.max(1, total)
  const box: Quad = [a.line.box[0], b.line.box[1], b.line.box[2], a.line.box[3]]
  return {
    line: { text: `${a.line.text} ${b.line.text}`, confidence, box },
    left: a.left,
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
    height: Math.max(a.height, b.height),
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
