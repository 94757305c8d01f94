import { decodeImage, refusal } from '../../image/decode.ts'
import { inference } from '../../inference.ts'
import { parseCharacters } from './ctc.ts'
import { ocrRules } from './options.ts'
import { Ocr } from './protocol.ts'
import { type Reader, readImage } from './read.ts'

/** Reads with the three networks of PP-OCRv4. */
export default inference(
  Ocr,
  { models: { detect: 'ocr/detection', orient: 'ocr/orientation', recognise: 'ocr/recognition' } },
  async ({ models, options }) => {
    const rules = ocrRules(options)
    const reader: Reader = {
      detect: models.detect.session,
      orient: models.orient.session,
      recognise: models.recognise.session,
      characters: parseCharacters(await models.recognise.text('characters.txt')),
    }
    const read = async (bytes: unknown, operation: string, signal: AbortSignal) => {
      const image = await decodeImage(bytes, { target: Ocr.name, operation })
      signal.throwIfAborted()
      return readImage(reader, image, rules, signal)
    }
    return {
      read: (message, { signal }) => read(message?.image, 'read', signal),
      async *pages(message, { signal }) {
        for (const page of pagesOf(message)) yield await read(page, 'pages', signal)
      },
    }
  },
)

function pagesOf(message: { pages: readonly unknown[] } | undefined): readonly unknown[] {
  if (Array.isArray(message?.pages)) return message.pages
  const place = { target: Ocr.name, operation: 'pages' }
  throw refusal(place, 'pages is no array; pass { pages } with the bytes of PNGs or JPEGs')
}
