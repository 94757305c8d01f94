import { drawn, set } from './dom.ts'

const height = 40

/** A line for each series over the last frames, on one scale that begins at 0. */
export class Chart {
  readonly element: SVGSVGElement
  readonly #areas: SVGPathElement[]
  readonly #lines: SVGPathElement[]

  readonly #frames: number

  /** @param frames How many fit in. */
  constructor(names: readonly string[], label: string, frames = 240) {
    this.#frames = frames
    this.#areas = names.map((name) => drawn('path', { class: `area ${name}` }))
    this.#lines = names.map((name) => drawn('path', { class: `line ${name}` }))
    this.element = drawn(
      'svg',
      {
        ...{ class: 'chart', viewBox: `0 0 ${frames - 1} ${height}`, preserveAspectRatio: 'none' },
        ...{ role: 'img', 'aria-label': label },
      },
      ...this.#areas,
      ...this.#lines,
    )
  }

  /** @returns The top of the scale. */
  show(series: readonly (readonly number[])[], least = 1): number {
    const top = Math.max(least, ...series.map((values) => Math.max(0, ...values)))
    series.forEach((all, index) => {
      const values = all.slice(-this.#frames)
      const [width, first] = [this.#frames - 1, this.#frames - values.length]
      const points = values.map((value, place) => {
        return `${first + place} ${(height - 1 - (value / top) * (height - 3)).toFixed(1)}`
      })
      const line = points.length < 2 ? '' : `M${points.join('L')}`
      set(this.#lines[index]!, { d: line })
      set(this.#areas[index]!, { d: line && `${line}L${width} ${height}L${first} ${height}Z` })
    })
    return top
  }
}
