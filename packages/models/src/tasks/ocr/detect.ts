import type { Session } from '../../backend.ts'
import { sizeOf } from '../../image/crop.ts'
import type { Image, Point, Quad } from '../../image/image.ts'
import { type Normalisation, writePlanes } from '../../image/planes.ts'
import { resize } from '../../image/resize.ts'
import { grow, smallestRectangle } from './rectangle.ts'
import { findRegions } from './regions.ts'

/** Pixels above this belong to text, and regions below that mean do not. */
const pixelThreshold = 0.3
const regionThreshold = 0.6
/**
 * The network marks the core of a line; so often its area by its perimeter gives the whole of it. With
 * less, quotation marks and stops at the ends of lines are lost.
 */
const unclipRatio = 2
/** The network was trained on sides that are multiples of this. */
const step = 32
/** Small pictures are enlarged to this shorter side, so that small print has pixels enough. */
const minSide = 640

const normalisation: Normalisation = {
  mean: [0.485, 0.456, 0.406],
  deviation: [0.229, 0.224, 0.225],
}

/**
 * Finds where text is (differentiable binarisation: Liao et al., Real-time Scene Text Detection with
 * Differentiable Binarization, AAAI 2020).
 *
 * @returns Boxes in pixels of the picture, not sorted, their corners as the picture stands.
 */
export async function detectText(session: Session, image: Image, maxSide: number): Promise<Quad[]> {
  const { width, height } = workingSize(image, maxSide)
  const data = new Float32Array(3 * width * height)
  writePlanes(resize(image, width, height), normalisation, data, 0, width)
  const outputs = await session.run({ x: { type: 'float32', shape: [1, 3, height, width], data } })
  const map = outputs['sigmoid_0.tmp_0']!.data as Float32Array
  const scale = { x: image.width / width, y: image.height / height }
  return findRegions(map, width, height, pixelThreshold)
    .filter(({ mean, pixels }) => mean >= regionThreshold && pixels >= 10)
    .map(({ outline }) => unclip(smallestRectangle(outline)))
    .filter((quad) => Math.min(sizeOf(quad).width, sizeOf(quad).height) >= 5)
    .map((quad) => quad.map((point) => inside(point, scale, image)) as unknown as Quad)
}

/** The size at which a picture is looked at. */
export function workingSize(
  { width, height }: Pick<Image, 'width' | 'height'>,
  maxSide: number,
): { width: number; height: number } {
  const enlarge = Math.max(1, minSide / Math.min(width, height))
  const ratio = Math.min(enlarge, maxSide / Math.max(width, height))
  const rounded = (side: number): number => Math.max(step, Math.round((side * ratio) / step) * step)
  return { width: rounded(width), height: rounded(height) }
}

function unclip(quad: Quad): Quad {
  const { width, height } = sizeOf(quad)
  return grow(quad, (width * height * unclipRatio) / (2 * (width + height)))
}

function inside({ x, y }: Point, scale: Point, { width, height }: Image): Point {
  return {
    x: Math.min(width, Math.max(0, x * scale.x)),
    y: Math.min(height, Math.max(0, y * scale.y)),
  }
}
