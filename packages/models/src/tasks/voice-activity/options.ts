import { wrongOption } from '../../errors.ts'

/** When sound counts as speech; times in milliseconds. */
export interface VoiceActivityOptions {
  /** A frame with at least this probability of speech begins or goes on with a segment. Default: 0.3. */
  readonly speechThreshold?: number
  /** A frame with less than this counts as silence; in between, nothing changes. Default: 0.25. */
  readonly silenceThreshold?: number
  /** So much silence ends a segment; shorter pauses stay within it. Default: 1 400. */
  readonly redemption?: number
  /** A segment with less speech than this is dropped as a misfire. Default: 400. */
  readonly minimumSpeech?: number
  /** Widens a segment at both ends, within the sound so far and not into its neighbour. Default: 0. */
  readonly padding?: number
}

/** All options, with the defaults of the model's own package. */
export type VoiceActivityRules = Required<VoiceActivityOptions>

const defaults: VoiceActivityRules = {
  speechThreshold: 0.3,
  silenceThreshold: 0.25,
  redemption: 1_400,
  minimumSpeech: 400,
  padding: 0,
}

/**
 * Fills in the defaults and checks what was given.
 *
 * @throws {ActorError<'invalid-argument'>} An option is unknown or out of range.
 */
export function voiceActivityRules(options: VoiceActivityOptions = {}): VoiceActivityRules {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  const rules: VoiceActivityRules = { ...defaults, ...Object.fromEntries(given) }
  for (const [name, value] of Object.entries(rules)) {
    if (!(name in defaults))
      wrongOption('voice-activity', name, `use one of ${Object.keys(defaults).join(', ')}`)
    const highest = name.endsWith('Threshold') ? 1 : Infinity
    const range = highest === 1 ? 'a number from 0 to 1' : 'milliseconds, 0 or more'
    if (!(typeof value === 'number' && value >= 0 && value <= highest))
      wrongOption('voice-activity', name, `pass ${range}`)
  }
  if (rules.silenceThreshold > rules.speechThreshold) {
    wrongOption(
      'voice-activity',
      'silenceThreshold',
      `pass at most the speechThreshold, ${rules.speechThreshold}`,
    )
  }
  return rules
}
