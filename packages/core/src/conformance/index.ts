/**
 * The suite that every kind of isolate has to pass.
 *
 * @module
 */

import { describe } from 'vitest'
import { describeAsks } from './asks.ts'
import { describeCrash } from './crash.ts'
import { describeDeadLetters } from './dead-letters.ts'
import { describeDelivery } from './delivery.ts'
import { describeDirect } from './direct.ts'
import { describeEscalation } from './escalation.ts'
import { describeMailbox } from './mailbox.ts'
import { describeMessages } from './messages.ts'
import { describeNames } from './names.ts'
import { describePoison } from './poison.ts'
import { describeStart } from './start.ts'
import { describeStop } from './stop.ts'
import { describeStreams } from './streams.ts'
import { describeTasks } from './tasks.ts'
import { describeTimers } from './timers.ts'
import { describeTrees } from './trees.ts'
import { describeOutput } from './output.ts'
import { describeWatch } from './watch.ts'
import type { Subject } from './subject.ts'

export type { Subject } from './subject.ts'
export { type Fault, type Script, Scripted } from './scripted.protocol.ts'

/**
 * Registers the conformance suite for one isolate kind with vitest: what every adapter must do, by
 * theme. What the kind declares it cannot do is skipped with the reason.
 *
 * @param name The kind, for the report.
 * @param subject Isolates that serve the modules of the suite.
 * @see [Example: an isolate kind of your own](../../../../examples/remote-isolate/README.md)
 * @example
 * ```ts no-run
 * // (not run: it registers tests, which only vitest can run)
 * import { describeIsolate } from '@troupe/core/conformance'
 * import { subprocess } from '@troupe/runtime-node'
 *
 * const at = (name: string) => subprocess(new URL(`./fixtures/${name}`, import.meta.url))
 * describeIsolate('subprocess', {
 *   scripted: () => subprocess(import.meta.resolve('@troupe/core/conformance/actor')),
 *   missing: () => at('there-is-none.js'),
 *   broken: () => at('syntax-error.js'),
 *   noActor: () => at('no-actor.js'),
 * })
 * ```
 */
export function describeIsolate(name: string, subject: Subject): void {
  describe(`isolate ${name}`, () => {
    describeStart(subject)
    describeMessages(subject)
    describeStreams(subject)
    describeStop(subject)
    describeCrash(subject)
    describeOutput(subject)
    describeAsks(subject)
    describeDeadLetters(subject)
    describePoison(subject)
    describeDelivery(subject)
    describeTasks(subject)
    describeTimers(subject)
    describeTrees(subject)
    describeEscalation(subject)
    describeWatch(subject)
    describeNames(subject)
    describeMailbox(subject)
    describeDirect(subject)
  })
}
