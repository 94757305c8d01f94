import type { ActorRef } from '@troupe/core'
import type { Segment, VoiceActivity } from '@troupe/models/voice-activity'
import type { Detection, WakeWord } from '@troupe/models/wake-word'
import { announce } from '../page/announce.ts'
import { byId, element, write } from '../page/dom.ts'
import { oncePerFrame } from '../page/each-frame.ts'
import { count, percent, reasonOf } from '../page/words.ts'
import { decode } from './decode.ts'
import { listen } from './listen.ts'
import { microphone } from './microphone.ts'
import { play } from './play.ts'
import type { Sound } from './sound.ts'
import { drawWaveform } from './waveform.ts'

/** Who listens. */
export interface SoundActors {
  readonly speech: ActorRef<typeof VoiceActivity>
  readonly wakeWord: ActorRef<typeof WakeWord>
}

/** Lets two actors hear the same sound, and shows what they hear while it comes in. */
export class SoundPanel {
  readonly #actors: Promise<SoundActors>
  readonly #canvas = byId<HTMLCanvasElement>('waveform')
  readonly #microphone = byId<HTMLButtonElement>('microphone')
  #newest = new AbortController()
  #sound: Sound | undefined
  #segments: readonly Segment[] = []
  #words: readonly Detection[] = []

  constructor(actors: Promise<SoundActors>) {
    this.#actors = actors
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-sound]')) {
      const url = button.dataset['sound']!
      button.addEventListener('click', () => void this.hear(() => this.#sample(url)))
    }
    const input = byId<HTMLInputElement>('pick-sound')
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      if (file !== undefined) void this.hearFile(file)
      input.value = ''
    })
    this.#microphone.addEventListener('click', () => this.#toggleMicrophone())
    byId('stop-sound').addEventListener('click', () => this.#newest.abort())
    const draw = oncePerFrame(() => this.#draw())
    for (const event of ['themechange', 'resize']) addEventListener(event, draw)
    draw()
  }

  hearFile(file: Blob): Promise<void> {
    return this.hear(async () => play(await decode(await file.arrayBuffer()), this.#newest.signal))
  }

  /** Hears a sound to its end. Whatever was heard before is over. */
  async hear(begin: () => Promise<Sound>): Promise<void> {
    this.#newest.abort()
    const { signal } = (this.#newest = new AbortController())
    this.#forget()
    this.#say('Listening …')
    try {
      const { speech, wakeWord } = await this.#actors
      const sound = await begin()
      this.#begin(sound)
      await Promise.all([
        listen(sound, speech.duplex.segments, signal, (segment, offset) => {
          if (!signal.aborted) this.#heardSpeech(segment, offset)
        }),
        listen(sound, wakeWord.duplex.detections, signal, (word, offset) => {
          if (!signal.aborted) this.#heardWord(word, offset)
        }),
      ])
      if (this.#sound === sound) this.#end()
    } catch (error) {
      if (!signal.aborted) this.#say(reasonOf(error), true)
    }
  }

  async #sample(url: string): Promise<Sound> {
    const { signal } = this.#newest
    const response = await fetch(url)
    return play(await decode(await response.arrayBuffer()), signal)
  }

  #toggleMicrophone(): void {
    const listening = this.#microphone.ariaPressed === 'true'
    if (listening) return this.#newest.abort()
    void this.hear(() => microphone(this.#newest.signal)).finally(() => {
      this.#microphone.ariaPressed = 'false'
    })
    this.#microphone.ariaPressed = 'true'
  }

  #forget(): void {
    this.#sound = undefined
    this.#segments = []
    this.#words = []
    byId('heard').replaceChildren()
    this.#draw()
  }

  #begin(sound: Sound): void {
    this.#sound = sound
    const draw = (): void => {
      if (this.#sound !== sound) return
      this.#draw()
      if (!sound.ended) requestAnimationFrame(draw)
    }
    draw()
  }

  #heardSpeech({ start, end, confidence }: Segment, offset: number): void {
    const segment = { start: start + offset, end: end + offset, confidence }
    const known = this.#segments.some((other) => Math.abs(other.end - segment.end) < 0.3)
    if (known) return
    this.#segments = [...this.#segments, segment]
    const span = `${segment.start.toFixed(1)} s to ${segment.end.toFixed(1)} s`
    this.#show('speech', 'speech', span, confidence)
  }

  #heardWord({ word, time, confidence }: Detection, offset: number): void {
    const heard = { word, time: time + offset, confidence }
    const known = this.#words.some(
      (other) => other.word === word && Math.abs(other.time - heard.time) < 1.5,
    )
    if (known) return
    this.#words = [...this.#words, heard]
    const name = word.replaceAll('_', ' ')
    this.#show('word', name, `at ${heard.time.toFixed(1)} s`, confidence)
    announce(`Heard: ${name}`)
  }

  #show(kind: string, name: string, where: string, confidence: number): void {
    byId('heard').append(
      element(
        'li',
        { class: kind },
        element('b', {}, name),
        element('span', {}, where),
        element('small', {}, percent(confidence)),
      ),
    )
    this.#draw()
  }

  #end(): void {
    this.#draw()
    const stretches = count(this.#segments.length, 'stretch', 'stretches')
    const words = `${stretches} of speech, ${count(this.#words.length, 'wake word')}`
    this.#say(words)
    announce(words)
  }

  #draw(): void {
    drawWaveform(this.#canvas, this.#sound, { segments: this.#segments, words: this.#words })
  }

  #say(words: string, wrong = false): void {
    write(byId('sound-status'), words)
    byId('sound-status').dataset['wrong'] = String(wrong)
  }
}
