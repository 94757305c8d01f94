import type { Result } from '../result.ts'
import { digits } from './verdict.ts'

const page = { width: 880, margin: 24, gap: 36 }
const bar = { height: 14, step: 20, labels: 92, values: 70 }
const heading = 44
const columns = 2
const panelWidth = (page.width - 2 * page.margin - (columns - 1) * page.gap) / columns

interface Bar {
  readonly name: string
  readonly role: 'troupe' | 'limit' | 'peer'
  readonly value: number
}

/** Bars of those results that are compared with peers, as an SVG for light and dark pages. */
export function chart(results: readonly Result[]): string {
  const shown = results.filter(({ peers }) => Object.keys(peers).length > 0)
  let top = page.margin
  const parts: string[] = []
  for (let at = 0; at < shown.length; at += columns) {
    const row = shown.slice(at, at + columns)
    parts.push(...row.map((result, column) => panel(result, column, top)))
    top += heading + Math.max(...row.map((result) => barsOf(result).length)) * bar.step + page.gap
  }
  return svg(top - page.gap + page.margin, parts)
}

function barsOf({ better, troupe, limit, peers }: Result): Bar[] {
  const bars: Bar[] = [
    { name: 'Troupe', role: 'troupe', value: troupe },
    { name: 'bare limit', role: 'limit', value: limit },
    ...Object.entries(peers).map(([name, value]): Bar => ({ name, role: 'peer', value })),
  ]
  const sign = better === 'higher' ? -1 : 1
  return bars.toSorted((a, b) => sign * (a.value - b.value))
}

function panel(result: Result, column: number, top: number): string {
  const left = page.margin + column * (panelWidth + page.gap)
  const bars = barsOf(result)
  const most = Math.max(...bars.map(({ value }) => value))
  const room = panelWidth - bar.labels - bar.values
  const lines = bars.map(({ name, role, value }, index) => {
    const y = heading + index * bar.step
    const width = Math.max(1, (value / most) * room)
    const middle = y + bar.height - 3
    return [
      `<text class="name ${role}" x="${bar.labels - 8}" y="${middle}">${escaped(name)}</text>`,
      `<rect class="${role}" x="${bar.labels}" y="${y}" width="${width.toFixed(1)}" height="${bar.height}" rx="2"/>`,
      `<text class="value ${role}" x="${(bar.labels + width + 6).toFixed(1)}" y="${middle}">${digits(value)}</text>`,
    ].join('')
  })
  return [
    `<g transform="translate(${left} ${top})">`,
    `<text class="title" y="14">${escaped(result.id)}</text>`,
    `<text class="unit" y="31">${escaped(result.unit)}, ${result.better} is better</text>`,
    ...lines,
    '</g>',
  ].join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

const style = `
    :root { --page: #ffffff; --text: #1f2328; --soft: #656d76; --troupe: #5b3fd6; --peer: #b8c0ca; --limit: #8b949e }
    @media (prefers-color-scheme: dark) {
      :root { --page: #0d1117; --text: #e6edf3; --soft: #9198a1; --troupe: #a08cff; --peer: #3d444d; --limit: #6e7681 }
    }
    text { font: 12px system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif; fill: var(--text) }
    .page { fill: var(--page) }
    .title { font-size: 14px; font-weight: 600 }
    .unit { fill: var(--soft) }
    .name { text-anchor: end; fill: var(--soft) }
    .value { font-variant-numeric: tabular-nums; fill: var(--soft) }
    text.troupe { fill: var(--troupe); font-weight: 600 }
    rect.troupe { fill: var(--troupe) }
    rect.peer { fill: var(--peer) }
    rect.limit { fill: none; stroke: var(--limit); stroke-dasharray: 3 2 }`

function svg(height: number, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}" height="${height}" viewBox="0 0 ${page.width} ${height}" role="img" aria-label="Troupe beside its peers and the bare limit; the figures are in the table of the same page">`,
    `<style>${style}\n</style>`,
    `<rect class="page" width="${page.width}" height="${height}" rx="8"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n')
}
