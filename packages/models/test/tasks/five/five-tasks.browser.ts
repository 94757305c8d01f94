import { worker } from '@troupe/runtime-web'
import { describeFiveTasks } from './describe-five-tasks.ts'

describeFiveTasks(
  'in a browser',
  {
    ocr: worker(
      () => new Worker(new URL('./workers/ocr.worker.ts', import.meta.url), { type: 'module' }),
    ),
    voiceActivity: worker(
      () =>
        new Worker(new URL('./workers/voice-activity.worker.ts', import.meta.url), {
          type: 'module',
        }),
    ),
    wakeWord: worker(
      () =>
        new Worker(new URL('./workers/wake-word.worker.ts', import.meta.url), { type: 'module' }),
    ),
    language: worker(
      () =>
        new Worker(new URL('./workers/language.worker.ts', import.meta.url), { type: 'module' }),
    ),
    spam: worker(
      () => new Worker(new URL('./workers/spam.worker.ts', import.meta.url), { type: 'module' }),
    ),
  },
  async (file) => {
    const response = await fetch(`/packages/models/test/fixtures/${file}`)
    if (!response.ok) throw new Error(`${file}: ${response.status}`)
    return new Uint8Array(await response.arrayBuffer())
  },
)
