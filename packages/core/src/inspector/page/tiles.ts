import { Chart } from './chart.ts'
import { element, write } from './dom.ts'
import { type History, sumOf } from './history.ts'
import { duration, rate, short, size } from './words.ts'

/** The figures of the whole, large, each with its course. */
export class Tiles {
  readonly element = element('dl', { class: 'tiles' })
  readonly #rate = this.#tile('messages a second', ['rate'])
  readonly #latency = this.#tile('latency', ['p99', 'p50'])
  readonly #waiting = this.#tile('waiting', ['waiting'])
  readonly #restarts = this.#tile('restarts')
  readonly #lost = this.#tile('dead letters')
  readonly #memory = this.#tile('memory')

  #tile(term: string, series: readonly string[] = []) {
    const value = element('b')
    const note = element('small')
    const chart = new Chart(series, `${term}, the last two minutes`)
    const tile = element('div', { class: 'tile' }, element('dt', {}, term))
    tile.append(element('dd', {}, value, note))
    if (series.length > 0) tile.append(chart.element)
    this.element.append(tile)
    const say = (words: string, more: string, tone = ''): void => {
      write(value, words)
      write(note, more)
      tile.dataset['tone'] = tone
    }
    return { say, chart }
  }

  show({ now, whole }: History): void {
    if (now === undefined) return
    const sum = sumOf(now.actors)
    this.#rate.say(rate(sum.rate), sum.failed > 0 ? `${short(sum.failed)} failed` : 'none failed')
    this.#rate.chart.show([whole.rates])
    const { p50, p99 } = now.total ?? {}
    this.#latency.say(duration(p50), `half · ${duration(p99)} p99`)
    this.#latency.chart.show([whole.p99, whole.p50], 0.1)
    this.#waiting.say(short(sum.waiting), `${short(sum.inWork)} in work`)
    this.#waiting.chart.show([whole.waiting])
    const down = now.actors.filter(({ status }) => status === 'restarting').length
    const restarted = down > 0 ? `${down} down now` : 'all are up'
    this.#restarts.say(short(sum.restarts), restarted, down > 0 ? 'bad' : '')
    const lost = sum.deadLetters
    this.#lost.say(short(lost), lost > 0 ? 'nobody handled' : 'nothing lost', lost > 0 ? 'bad' : '')
    this.#showMemory(now.memory, now.actors)
  }

  #showMemory(own: number | undefined, actors: readonly { memory?: number | undefined }[]): void {
    const others = actors.flatMap(({ memory }) => memory ?? [])
    const all = others.reduce((sum, bytes) => sum + bytes, own ?? 0)
    const known = own !== undefined || others.length > 0
    const note =
      others.length === 0 ? (known ? 'one process' : 'not told') : `${others.length + 1} processes`
    this.#memory.say(size(known ? all : undefined), note)
  }
}
