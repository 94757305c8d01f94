import { distance, type Point, type Quad } from '../../image/image.ts'

/** The corners around points, counter-clockwise on paper (Andrew's monotone chain, 1979). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y)
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = []
    for (const point of ordered) {
      while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop()
      chain.push(point)
    }
    return chain.slice(0, -1)
  }
  return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.toReversed())]
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/** The smallest rectangle around points: one of its sides lies on the hull (Freeman, Shapira 1975). */
export function smallestRectangle(points: readonly Point[]): Quad {
  const hull = convexHull(points)
  let best: { area: number; quad: Quad } | undefined
  hull.forEach((point, index) => {
    const next = hull[(index + 1) % hull.length]!
    const candidate = rectangleAlong(hull, Math.atan2(next.y - point.y, next.x - point.x))
    if (best === undefined || candidate.area < best.area) best = candidate
  })
  return fromTopLeft(best!.quad)
}

function rectangleAlong(points: readonly Point[], angle: number): { area: number; quad: Quad } {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const along = points.map(({ x, y }) => x * cos + y * sin)
  const across = points.map(({ x, y }) => y * cos - x * sin)
  const [left, right] = [Math.min(...along), Math.max(...along)]
  const [top, bottom] = [Math.min(...across), Math.max(...across)]
  const corner = (u: number, v: number): Point => ({ x: u * cos - v * sin, y: u * sin + v * cos })
  return {
    area: (right - left) * (bottom - top),
    quad: [corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)],
  }
}

/** The same corners, clockwise from the upper one of the two that are most to the left. */
function fromTopLeft(quad: Quad): Quad {
  const [a, b, c, d] = quad.toSorted((p, q) => p.x - q.x) as [Point, Point, Point, Point]
  const [topLeft, bottomLeft] = a.y <= b.y ? [a, b] : [b, a]
  const [topRight, bottomRight] = c.y <= d.y ? [c, d] : [d, c]
  return [topLeft, topRight, bottomRight, bottomLeft]
}

/** Moves every side of a rectangle outwards. */
export function grow([a, b, c, d]: Quad, by: number): Quad {
  const right = unit(a, b)
  const down = unit(a, d)
  const moved = ({ x, y }: Point, u: number, v: number): Point => ({
    x: x + by * (u * right.x + v * down.x),
    y: y + by * (u * right.y + v * down.y),
  })
  return [moved(a, -1, -1), moved(b, 1, -1), moved(c, 1, 1), moved(d, -1, 1)]
}

function unit(from: Point, to: Point): Point {
  const length = distance(from, to) || 1
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
}
