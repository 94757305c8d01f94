import type { VoiceActivityRules } from './options.ts'

/** A run of frames with speech in it. */
export interface Span {
  /** The first frame with speech. */
  readonly start: number
  /** The frame after the last one with speech. */
  readonly end: number
  /** Mean probability of its frames with speech. */
  readonly confidence: number
}

/** Where segmenting stands after some frames. */
export interface Segmenting {
  /** Frames so far. */
  readonly frames: number
  /** The span that has begun and not ended. */
  readonly open?: {
    readonly start: number
    readonly end: number
    readonly speechFrames: number
    /** Sum of the probabilities of the frames with speech. */
    readonly sum: number
    readonly silentFrames: number
  }
}

/** Where segmenting begins. */
export const nothingHeard: Segmenting = { frames: 0 }

/**
 * Takes the probability of speech in the next frame. A span ends once enough silence has followed
 * its speech; one with too little speech in it is dropped.
 *
 * @param frameLength Milliseconds of a frame.
 */
export function hearFrame(
  state: Segmenting,
  probability: number,
  rules: VoiceActivityRules,
  frameLength: number,
): { state: Segmenting; ended?: Span } {
  const frames = state.frames + 1
  if (probability >= rules.speechThreshold)
    return { state: { frames, open: speech(state, probability) } }
  if (state.open === undefined || probability >= rules.silenceThreshold)
    return { state: { ...state, frames } }
  const open = { ...state.open, silentFrames: state.open.silentFrames + 1 }
  if (open.silentFrames < Math.floor(rules.redemption / frameLength))
    return { state: { frames, open } }
  return { state: { frames }, ended: endOfSound({ frames, open }, rules, frameLength) }
}

/** The span that is open when the sound ends, unless it has too little speech. */
export function endOfSound(
  { open }: Segmenting,
  rules: VoiceActivityRules,
  frameLength: number,
): Span | undefined {
  if (open === undefined) return undefined
  if (open.speechFrames < Math.floor(rules.minimumSpeech / frameLength)) return undefined
  return { start: open.start, end: open.end, confidence: open.sum / open.speechFrames }
}

function speech(
  { frames, open }: Segmenting,
  probability: number,
): NonNullable<Segmenting['open']> {
  return {
    start: open?.start ?? frames,
    end: frames + 1,
    speechFrames: (open?.speechFrames ?? 0) + 1,
    sum: (open?.sum ?? 0) + probability,
    silentFrames: 0,
  }
}
