/** A picture: 8-bit red, green, blue for each pixel, row by row. */
export interface Image {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** A point in pixels; the middle of the first pixel is (0.5, 0.5). */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Four corners, clockwise from the top left as it is read. */
export type Quad = readonly [Point, Point, Point, Point]

/** The distance of two points. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y)
}
