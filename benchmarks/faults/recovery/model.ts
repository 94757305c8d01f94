/** A model whose recovery is measured, and what it is run on: zeros of this shape. */
export interface MeasuredModel {
  readonly id: 'language' | 'ocr'
  readonly reference: string
  readonly shape: readonly number[]
}

export const measuredModels: readonly MeasuredModel[] = [
  { id: 'language', reference: 'language/detection', shape: [1, 620] },
  { id: 'ocr', reference: 'ocr/detection', shape: [1, 3, 64, 64] },
]
