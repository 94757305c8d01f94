import { type ActorRef, ActorError } from '@troupe/core'
import type { Language, LanguageGuess } from '@troupe/models/language'
import type { Spam, Verdict } from '@troupe/models/spam'
import { announce } from '../page/announce.ts'
import { byId, element, write } from '../page/dom.ts'
import { percent, reasonOf } from '../page/words.ts'
import { samples } from './samples.ts'

/** Who judges texts. */
export interface TextActors {
  readonly language: ActorRef<typeof Language>
  readonly spam: ActorRef<typeof Spam>
}

const names = new Intl.DisplayNames('en', { type: 'language' })

/** Tells language and spam of a text while it is typed: every key is an ask to two actors. */
export class TextPanel {
  readonly #actors: Promise<TextActors>
  readonly #input = byId<HTMLTextAreaElement>('text')
  #newest = new AbortController()
  #saying: ReturnType<typeof setTimeout> | undefined

  constructor(actors: Promise<TextActors>) {
    this.#actors = actors
    this.#input.addEventListener('input', () => void this.judge())
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-text]'))
      button.addEventListener('click', () => {
        this.#input.value = samples[button.dataset['text'] as keyof typeof samples]
        void this.judge()
      })
  }

  /** Judges the text that is there. An older question that still waits is taken back. */
  async judge(): Promise<void> {
    this.#newest.abort()
    const { signal } = (this.#newest = new AbortController())
    const text = this.#input.value
    if (text.trim() === '') return this.#clear()
    const { language, spam } = await this.#actors
    try {
      const [guesses, verdict] = await Promise.all([
        language.ask.detect({ text }, { signal }),
        spam.ask.judge({ mail: text }, { signal }),
      ])
      if (!signal.aborted) this.#show(guesses, verdict)
    } catch (error) {
      if (!ActorError.is(error, 'cancelled') && !signal.aborted)
        write(byId('language'), reasonOf(error))
    }
  }

  #show(guesses: readonly LanguageGuess[], { spam, probability }: Verdict): void {
    const [first] = guesses
    const name = first === undefined ? 'No language' : names.of(first.language)!
    write(byId('language'), name)
    byId('guesses').replaceChildren(...guesses.slice(0, 3).map(guessOf))
    write(byId('verdict'), spam ? 'Spam' : 'Wanted')
    const gauge = byId('gauge')
    gauge.style.setProperty('--share', String(probability))
    gauge.dataset['bad'] = String(spam)
    write(byId('verdict-share'), `${percent(probability)} spam`)
    clearTimeout(this.#saying)
    const words = `${name}. ${spam ? 'Spam' : 'Wanted mail'}, ${percent(probability)} spam`
    this.#saying = setTimeout(() => announce(words), 800)
  }

  #clear(): void {
    write(byId('language'), '–')
    write(byId('verdict'), '–')
    write(byId('verdict-share'), '')
    byId('guesses').replaceChildren()
    byId('gauge').style.setProperty('--share', '0')
  }
}

function guessOf({ language, probability }: LanguageGuess): HTMLLIElement {
  return element(
    'li',
    { '--share': probability },
    element('span', {}, names.of(language) ?? language),
    element('small', {}, percent(probability)),
  )
}
