/** The actors of the page, in the order in which they start. */
export const actorIds = ['reader', 'speech', 'wakeWord', 'language', 'spam'] as const

/** The id of an actor below the app. */
export type ActorId = (typeof actorIds)[number]

/** What people call an actor, and how many messages it handles at a time. */
export interface ActorFacts {
  readonly name: string
  readonly task: string
  readonly concurrency: number
}

export const actorFacts: Readonly<Record<ActorId, ActorFacts>> = {
  reader: { name: 'Reader', task: 'text in pictures', concurrency: 1 },
  speech: { name: 'Speech', task: 'when somebody speaks', concurrency: 8 },
  wakeWord: { name: 'Wake word', task: '“Alexa”, “hey Jarvis”', concurrency: 8 },
  language: { name: 'Language', task: 'one of fifty', concurrency: 1 },
  spam: { name: 'Spam', task: 'wanted mail or not', concurrency: 1 },
}

/** Which actor a path such as `app/reader` is about, if any. */
export function actorOf(path: string): ActorId | undefined {
  const id = path.split('/')[1]
  return actorIds.find((known) => known === id)
}
