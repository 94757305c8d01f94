import { describeExit, type InspectionEvent } from '@troupe/core'
import { element } from '../page/dom.ts'
import { duration } from '../page/words.ts'

const most = 60

/** The last events that people care for, newest first. */
export class News {
  readonly #list: HTMLElement
  #first: number | undefined

  constructor(list: HTMLElement) {
    this.#list = list
  }

  add(event: InspectionEvent): void {
    this.#first ??= event.at
    const told = tell(event)
    if (told === undefined) return
    const [kind, words] = told
    const seconds = ((event.at - this.#first) / 1_000).toFixed(2)
    this.#list.prepend(
      element(
        'li',
        { class: kind },
        element('time', {}, `${seconds} s`),
        element('span', { class: 'path' }, event.path),
        element('span', {}, words),
      ),
    )
    while (this.#list.childElementCount > most) this.#list.lastElementChild!.remove()
  }
}

type Told = readonly [kind: 'plain' | 'good' | 'bad' | 'again', words: string]

function tell(event: InspectionEvent): Told | undefined {
  switch (event.type) {
    case 'child-starting':
      return ['plain', `life ${event.incarnation} starts in a ${event.kind}`]
    case 'child-ready':
      return ['good', `ready after ${duration(event.milliseconds)}`]
    case 'child-exited':
      return ['bad', `ended: ${describeExit(event.reason)}`]
    case 'child-killed':
      return ['bad', 'gave no sign of life and is killed']
    case 'gave-up':
      return ['bad', `gave up on ${event.child} after ${event.restarts} restarts`]
    case 'dead-letter':
      return ['bad', `${event.operation} was dead-lettered: ${event.error.message}`]
    case 'message': {
      if (event.redelivered === 0) return undefined
      const answer = `${event.operation} was answered at delivery ${event.redelivered + 1}`
      return ['again', `${answer}, ${duration(event.milliseconds)} after it was asked`]
    }
    case 'log':
      return event.level === 'warn' || event.level === 'error' ? ['bad', event.message] : undefined
    default:
      return undefined
  }
}
