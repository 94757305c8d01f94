import { completeBackoff } from './backoff.ts'
import type { ChildOptions, ChildSpec, SupervisorOptions, SupervisorSpec } from './spec.ts'
import { checkChild, checkSupervisor } from './validate.ts'

/**
 * A child's spec with its gaps filled. All defaults of children stand here.
 *
 * @throws {ActorError<'invalid-argument'>} A value is not one of those allowed.
 */
export function completeChild(options: ChildOptions): ChildSpec {
  const supervisor = options.type === 'supervisor'
  return checkChild({
    id: options.id,
    restart: options.restart ?? 'permanent',
    shutdown: options.shutdown ?? (supervisor ? 'infinity' : 5_000),
    type: options.type ?? 'worker',
    significant: options.significant ?? false,
    backoff: completeBackoff(options.backoff),
    startTimeout: options.startTimeout ?? (supervisor ? 'infinity' : 30_000),
    zombieAfter: options.zombieAfter ?? 10_000,
  })
}

/**
 * A supervisor's spec with its gaps filled. All defaults of supervisors stand here.
 *
 * @throws {ActorError<'invalid-argument'>} A value is not one of those allowed, two children share
 *   an id, or a child does not fit.
 */
export function completeSupervisor(options: SupervisorOptions): SupervisorSpec {
  return checkSupervisor({
    path: options.path,
    strategy: options.strategy ?? 'one-for-one',
    restarts: options.restarts ?? { max: 3, within: 5_000 },
    autoShutdown: options.autoShutdown ?? 'never',
    maxChildren: options.maxChildren ?? 'infinity',
    maxStarting: options.maxStarting ?? 8,
    maxZombies: options.maxZombies ?? 2,
    children: (options.children ?? []).map(completeChild),
  })
}
