import type { Isolate } from '@troupe/core'

/** Where each of the five tasks runs. */
export type Isolates = Readonly<
  Record<'ocr' | 'voiceActivity' | 'wakeWord' | 'language' | 'spam', Isolate>
>
