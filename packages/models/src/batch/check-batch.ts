import { wrongOption } from '../errors.ts'
import type { BatchOptions } from './batch.ts'

/** The longest that a timer waits, in milliseconds. */
const longestDelay = 2 ** 31 - 1

/**
 * Refuses batches that could never form.
 *
 * @throws {ActorError<'invalid-argument'>} A size or delay is out of range, or there is no such model.
 */
export function checkBatch(
  batch: Readonly<Record<string, BatchOptions | undefined>>,
  models: readonly string[],
): void {
  for (const [name, options] of Object.entries(batch)) {
    if (!models.includes(name))
      wrongOption('inference', `batch.${name}`, `name one of the models, ${models.join(', ')}`)
    if (options === undefined) continue
    const { maxSize, maxDelay = 0 } = options
    if (!(Number.isInteger(maxSize) && maxSize >= 1))
      wrongOption('inference', `batch.${name}.maxSize`, 'give a whole number of rows, 1 or more')
    if (!(typeof maxDelay === 'number' && maxDelay >= 0 && maxDelay <= longestDelay))
      wrongOption(
        'inference',
        `batch.${name}.maxDelay`,
        `give milliseconds from 0 to ${longestDelay}`,
      )
  }
}
