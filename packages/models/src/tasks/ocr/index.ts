export { Ocr, type Line, type OcrOptions } from './protocol.ts'
export type { Point, Quad } from '../../image/image.ts'
