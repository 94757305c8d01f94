import { completeBackoff, type Backoff } from './backoff.ts'
import { checkChild, checkId, checkSupervisor, checkWaits } from './validate.ts'

/** Milliseconds or a count; `'infinity'` where there is no limit. */
export type Limit = number | 'infinity'

/** When a child that ended by itself comes back: always, only if its end was abnormal, or never. */
export type RestartRule = 'permanent' | 'transient' | 'temporary'

/** Whom a failure takes along: nobody, everybody, or those that started later. */
export type Strategy = 'one-for-one' | 'one-for-all' | 'rest-for-one' | 'dynamic'

/** When significant children that ended take their supervisor along. */
export type AutoShutdown = 'never' | 'any-significant' | 'all-significant'

/** What a supervisor has to know of a child. Plain data; how to start it is the driver's. */
export interface ChildSpec {
  /** Unique among siblings, without `/`. */
  readonly id: string
  /** Default `permanent`. */
  readonly restart: RestartRule
  /** Milliseconds from the order to stop until it is killed. Default 5000, of a supervisor `infinity`. */
  readonly shutdown: Limit | 'brutal-kill'
  /** Default `worker`. */
  readonly type: 'worker' | 'supervisor'
  /** Whether its end counts for `autoShutdown`. Default false. */
  readonly significant: boolean
  /** How long its restarts wait. Default: the first not at all, then 100 ms, doubling up to 10 s. */
  readonly backoff: Backoff
  /** Milliseconds that a start may take without progress. Default 30 000, of a supervisor `infinity`. */
  readonly startTimeout: Limit
  /**
   * Milliseconds from a kill until the supervisor goes on without waiting for the isolate to be
   * gone; the zombie is fenced. Default 10 000.
   */
  readonly zombieAfter: Limit
}

/** What a supervisor does with its children. */
export interface SupervisorSpec {
  /** Where it stands in the tree, for messages: `app/inner`. */
  readonly path: string
  /** Default `one-for-one`. */
  readonly strategy: Strategy
  /** More than `max` restarts `within` milliseconds: it gives up. Default 3 within 5000. */
  readonly restarts: { readonly max: Limit; readonly within: number }
  /** Default `never`. */
  readonly autoShutdown: AutoShutdown
  /** More are refused, restarting ones included. Default `infinity`. */
  readonly maxChildren: Limit
  /** How many start at the same time, where order leaves it open. Default 8. */
  readonly maxStarting: number
  /** How many fenced zombies may live on beside their replacements. Default 2. */
  readonly maxZombies: Limit
  /** In the order in which they start. A dynamic supervisor has none to begin with. */
  readonly children: readonly ChildSpec[]
}

/** A {@link ChildSpec} as it is written: only the id is needed. */
export type ChildOptions = Pick<ChildSpec, 'id'> &
  Partial<Omit<ChildSpec, 'id' | 'backoff'>> & { readonly backoff?: Partial<Backoff> }

/** A {@link SupervisorSpec} as it is written: only the path is needed. */
export type SupervisorOptions = Pick<SupervisorSpec, 'path'> &
  Partial<Omit<SupervisorSpec, 'path' | 'children'>> & {
    readonly children?: readonly ChildOptions[]
  }

/**
 * A child's spec with its gaps filled. All defaults of children stand here.
 *
 * @throws {ActorError<'invalid-argument'>} A value is not one of those allowed.
 */
export function completeChild(options: ChildOptions): ChildSpec {
  const supervisor = options.type === 'supervisor'
  return checkChild({
    id: checkId(options.id),
    restart: options.restart ?? 'permanent',
    shutdown: options.shutdown ?? (supervisor ? 'infinity' : 5_000),
    type: options.type ?? 'worker',
    significant: options.significant ?? false,
    backoff: completeBackoff(checkWaits(options.id, options.backoff)),
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
  return supervisorOf(options, (options.children ?? []).map(completeChild))
}

/** The same for children whose specs have no gaps. */
export function supervisorOf(
  options: Omit<SupervisorOptions, 'children'>,
  children: readonly ChildSpec[],
): SupervisorSpec {
  return checkSupervisor({
    path: options.path,
    strategy: options.strategy ?? 'one-for-one',
    restarts: options.restarts ?? { max: 3, within: 5_000 },
    autoShutdown: options.autoShutdown ?? 'never',
    maxChildren: options.maxChildren ?? 'infinity',
    maxStarting: options.maxStarting ?? 8,
    maxZombies: options.maxZombies ?? 2,
    children,
  })
}
