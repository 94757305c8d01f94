import { byId } from './dom.ts'

/** Says something to people who do not see the page. */
export function announce(words: string): void {
  byId('announcement').textContent = words
}
