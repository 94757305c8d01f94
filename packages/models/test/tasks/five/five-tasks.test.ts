import { readFile } from 'node:fs/promises'
import { subprocess } from '@troupe/runtime-node'
import { describeFiveTasks } from './describe-five-tasks.ts'

const at = (task: string) => subprocess(import.meta.resolve(`@troupe/models/${task}/actor`))

describeFiveTasks(
  'on Node',
  {
    ocr: at('ocr'),
    voiceActivity: at('voice-activity'),
    wakeWord: at('wake-word'),
    language: at('language'),
    spam: at('spam'),
  },
  async (file) =>
    new Uint8Array(await readFile(new URL(`../../fixtures/${file}`, import.meta.url))),
)
