import { byId, write } from '../page/dom.ts'
import { duration } from '../page/words.ts'

/** Where a picture is read. */
export type Place = 'worker' | 'page'

const widest = 1_000

/** The same work in a worker and on the page's thread, side by side. */
export class Comparison {
  add(place: Place, took: number, longest: number): void {
    byId('comparison').hidden = false
    const row = byId(`comparison-${place}`)
    row.hidden = false
    write(row.querySelector('.took')!, duration(took))
    write(row.querySelector('.longest')!, duration(longest))
    const bar = row.querySelector<HTMLElement>('.bar')!
    bar.style.setProperty('--share', String(Math.max(0.015, Math.min(1, longest / widest))))
    bar.dataset['bad'] = String(longest > 100)
  }
}
