import type { Line } from '@troupe/models/ocr'
import type { FrameMeter } from '../frames/meter.ts'
import { announce } from '../page/announce.ts'
import { byId, element, write } from '../page/dom.ts'
import { count, duration, percent, reasonOf } from '../page/words.ts'
import { Comparison, type Place } from './comparison.ts'
import { drawLines } from './drawing.ts'
import { fetchPicture, type Picture, pictureOf } from './picture.ts'

/** Who reads: in a worker, or on the page's own thread. */
export interface Readers {
  /** Resolves when a reader is up there. */
  prepare(place: Place): Promise<unknown>
  read(picture: Picture, place: Place): Promise<Line[]>
}

/** The panel in which pictures are read. */
export class ImagePanel {
  readonly #readers: Readers
  readonly #meter: FrameMeter
  readonly #comparison = new Comparison()
  readonly #image = byId<HTMLImageElement>('picture')
  readonly #drawing = byId<SVGSVGElement>('drawing')
  #picture: Picture | undefined
  /** Counts readings: the answer to an older one is not drawn. */
  #reading = 0

  constructor(readers: Readers, meter: FrameMeter) {
    this.#readers = readers
    this.#meter = meter
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-picture]')) {
      const url = button.dataset['picture']!
      button.addEventListener('click', () => void this.open(() => fetchPicture(url), button))
    }
    const input = byId<HTMLInputElement>('pick-picture')
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      if (file !== undefined) void this.open(() => pictureOf(file.name, file))
      input.value = ''
    })
    byId('read-again').addEventListener('click', this.#retry)
    byId('on-page').addEventListener('change', this.#retry)
    byId('show-text').addEventListener('change', ({ target }) => {
      this.#drawing.classList.toggle('with-text', (target as HTMLInputElement).checked)
    })
    this.#linkLines()
  }

  /** What goes wrong is on the page by then. */
  readonly #retry = (): void => void this.read().catch(() => {})

  /** Shows a picture and reads it. */
  async open(load: () => Promise<Picture>, button?: HTMLElement): Promise<void> {
    for (const sample of document.querySelectorAll('[data-picture]'))
      sample.ariaPressed = String(sample === button)
    try {
      const picture = await load()
      if (this.#picture !== undefined) URL.revokeObjectURL(this.#picture.url)
      this.#picture = picture
      this.#drawing.replaceChildren()
      this.#image.src = picture.url
      this.#image.alt = `The picture that is read: ${picture.name}`
      await this.read()
    } catch (error) {
      this.#say(reasonOf(error), true)
    }
  }

  get #place(): Place {
    return byId<HTMLInputElement>('on-page').checked ? 'page' : 'worker'
  }

  /** Reads it in the worker, once more: what is compared has not been disturbed. */
  readDisturbed(): Promise<void> {
    return this.read('worker', false)
  }

  /** Reads the picture that is shown, where the switch says. */
  async read(place = this.#place, compare = true): Promise<void> {
    const picture = this.#picture
    if (picture === undefined) return
    const reading = ++this.#reading
    byId('image-panel').ariaBusy = 'true'
    const where = place === 'page' ? 'on the page’s own thread' : 'in a worker'
    try {
      this.#say(`Loading the models ${where} …`)
      await this.#readers.prepare(place)
      this.#say(`Reading ${where} …`)
      await this.#meter.settled()
      const begun = performance.now()
      const lines = await this.#readers.read(picture, place)
      const took = performance.now() - begun
      await this.#meter.settled()
      if (compare) this.#comparison.add(place, took, this.#meter.since(begun).longest)
      if (reading === this.#reading) await this.#show(picture, lines, took)
    } catch (error) {
      if (reading === this.#reading) this.#say(reasonOf(error), true)
      throw error
    } finally {
      if (reading === this.#reading) byId('image-panel').ariaBusy = 'false'
    }
  }

  async #show(picture: Picture, lines: readonly Line[], took: number): Promise<void> {
    await this.#image.decode().catch(() => {})
    const { naturalWidth: width, naturalHeight: height } = this.#image
    drawLines(this.#drawing, lines, { width, height })
    byId('lines').replaceChildren(
      ...lines.map(({ text, confidence }, index) =>
        element(
          'li',
          { 'data-line': index },
          element('span', {}, text),
          element('small', {}, percent(confidence)),
        ),
      ),
    )
    const words = `${count(lines.length, 'line')} in ${duration(took)}`
    this.#say(lines.length === 0 ? `No text in this picture (${duration(took)})` : words)
    announce(`${picture.name}: ${words}. ${lines.map(({ text }) => text).join('. ')}`)
  }

  #say(words: string, wrong = false): void {
    write(byId('image-status'), words)
    byId('image-status').dataset['wrong'] = String(wrong)
  }

  /** A line of the list and its box belong together. */
  #linkLines(): void {
    const light = (event: Event): void => {
      const line = (event.target as Element).closest<HTMLElement>('[data-line]')?.dataset['line']
      for (const part of document.querySelectorAll<HTMLElement>('[data-line]'))
        part.classList.toggle('lit', part.dataset['line'] === line)
    }
    for (const place of [byId('lines'), this.#drawing]) {
      place.addEventListener('pointerover', light)
      place.addEventListener('pointerleave', light)
    }
  }
}
