import type { Session, Tensors } from '../../backend.ts'
import { ActorError, reasonOf } from '../../errors.ts'
import { type Features, features } from './features.ts'
import type { Verdict } from './protocol.ts'
import { mailText } from './mail-text.ts'
import { ownWords } from './own-words.ts'
import { tokens } from './tokens.ts'

/** The longest mail that is taken, in bytes or UTF-16 code units. */
const longestMail = 32 * 1024 * 1024

/**
 * Judges one mail. One without a word, such as a mere picture, gets the share of spam in training.
 *
 * @throws {ActorError<'invalid-message'>} The mail is empty, longer than 32 MiB, malformed beyond
 * reading, or neither a string nor bytes.
 */
export async function judgeMail(session: Session, mail: string | Uint8Array): Promise<Verdict> {
  checkMail(mail)
  const words = await mailFeatures(mail).catch((error: unknown) =>
    refuse(`mail cannot be read: ${reasonOf(error)}`),
  )
  const [probability] = await probabilities(session, [words])
  return { spam: probability! >= 0.5, probability: probability! }
}

/** What the network sees of a mail. */
export async function mailFeatures(mail: string | Uint8Array): Promise<Features> {
  return features(tokens(ownWords(await mailText(mail))))
}

/** The probability that each of some mails is spam. */
export async function probabilities(
  session: Session,
  mails: readonly Features[],
): Promise<Float32Array> {
  const { probability } = await session.run(toTensors(mails))
  return probability!.data as Float32Array
}

/** One row per mail; shorter ones are filled up with buckets that were hit no time. */
function toTensors(mails: readonly Features[]): Tensors {
  const width = Math.max(1, ...mails.map(({ buckets }) => buckets.length))
  const shape = [mails.length, width]
  const buckets = new Int32Array(mails.length * width)
  const counts = new Float32Array(mails.length * width)
  mails.forEach((mail, row) => {
    buckets.set(mail.buckets, row * width)
    counts.set(mail.counts, row * width)
  })
  return {
    buckets: { type: 'int32', shape, data: buckets },
    counts: { type: 'float32', shape, data: counts },
  }
}

function checkMail(mail: unknown): asserts mail is string | Uint8Array {
  if (typeof mail !== 'string' && !(mail instanceof Uint8Array)) {
    refuse(`mail is ${mail === null ? 'null' : typeof mail}, neither a string nor a Uint8Array`)
  }
  if (mail.length === 0 || (typeof mail === 'string' && mail.trim() === '')) refuse('mail is empty')
  if (mail.length > longestMail) refuse('mail is longer than 32 MiB; leave its attachments out')
}

function refuse(issue: string): never {
  throw new ActorError(
    'invalid-message',
    `spam.judge: ${issue}. Pass { mail } with a mail's source or the text of its body`,
    { target: 'spam', operation: 'judge', issues: [issue] },
  )
}
