export { Ocr, type Line } from './protocol.ts'
export type { OcrOptions } from './options.ts'
export type { Point, Quad } from '../../image/image.ts'
