/** The kinds of app that there are, with what each is. */
export const templates = {
  node: 'a program for Node; the model runs in a process of its own',
  vite: 'a page; the model runs in a web worker',
} as const

/** One of {@link templates}. */
export type Template = keyof typeof templates

/** Whether a word names a template. */
export function isTemplate(word: string): word is Template {
  return Object.hasOwn(templates, word)
}
