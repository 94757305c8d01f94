import { ActorError } from '@troupe/core'
import { startApp } from './app.ts'
import { tellLanguage } from './tell-language.ts'

const text = document.querySelector<HTMLTextAreaElement>('#text')!
const output = document.querySelector<HTMLOutputElement>('#language')!

try {
  const app = await startApp()
  const show = async () => {
    const asked = text.value
    const told = await tellLanguage(app.children.language, asked)
    if (text.value === asked) output.value = told
  }
  text.addEventListener('input', () => void show())
  await show()
  // While you work on it; a build leaves it out.
  if (import.meta.env.DEV) (await import('./inspector.ts')).showInspector(app)
} catch (error) {
  // Its message says what happened, and what to do.
  output.value = ActorError.is(error) ? error.message : String(error)
}
