import type { ActorRef } from '@troupe/core'
import type { Language } from '@troupe/models/language'

const names = new Intl.DisplayNames('en', { type: 'language' })

/** The likeliest language of a text, in words: `German (99 %)`. */
export async function tellLanguage(
  language: ActorRef<typeof Language>,
  text: string,
): Promise<string> {
  const [likeliest] = await language.ask.detect({ text })
  if (likeliest === undefined) return 'no language'
  return `${names.of(likeliest.language)} (${Math.round(100 * likeliest.probability)} %)`
}
