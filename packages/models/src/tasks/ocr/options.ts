import { wrongOption } from '../../errors.ts'
import { mostPixels } from '../../image/pixels/pixels.ts'

/** How pictures are read; all optional. */
export interface OcrOptions {
  /** The longer side, in pixels, that larger pictures are scaled down to; 32 to 10 000. Default: 1600. */
  readonly maxSide?: number
  /** Lines that are less sure are left out. Default: 0.5. */
  readonly minConfidence?: number
}

/** All options, filled in. */
export type OcrRules = Required<OcrOptions>

const defaults: OcrRules = { maxSide: 1_600, minConfidence: 0.5 }

/** That of the largest square picture that is taken. */
const longestSide = Math.sqrt(mostPixels)

/**
 * Fills in the defaults and checks what was given.
 *
 * @throws {ActorError<'invalid-argument'>} An option is unknown or out of range.
 */
export function ocrRules(options: OcrOptions = {}): OcrRules {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  const unknown = given.find(([name]) => !Object.hasOwn(defaults, name))
  if (unknown !== undefined)
    wrongOption('ocr', unknown[0], `use one of ${Object.keys(defaults).join(', ')}`)
  const rules: OcrRules = { ...defaults, ...Object.fromEntries(given) }
  const { maxSide, minConfidence } = rules
  if (!(typeof maxSide === 'number' && maxSide >= 32 && maxSide <= longestSide))
    wrongOption('ocr', 'maxSide', `pass pixels from 32 to ${longestSide}`)
  if (!(typeof minConfidence === 'number' && minConfidence >= 0))
    wrongOption('ocr', 'minConfidence', 'pass a number, 0 or more')
  return rules
}
