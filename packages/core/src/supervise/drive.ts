import type { ExitReason } from '../isolate/exit.ts'
import { AwakeTimers } from './awake-timers.ts'
import type { Command, Outcome, Report, RequestId, SupervisorEvent, TimerId } from './events.ts'
import type { LifeReport, Member } from './member.ts'
import type { SupervisorSpec } from './spec.ts'
import { initialState, type SupervisorState } from './state.ts'
import { transition } from './supervisor.ts'
import type { System } from './system.ts'

/** How a driver tells of the whole. */
export interface DriverReport {
  started(): void
  exited(reason: ExitReason): void
}

/**
 * Performs what the pure supervisor decides and tells it what happened. The only place where
 * supervision meets isolates and time.
 */
export class Driver {
  readonly members: Map<string, Member>
  readonly #spec: SupervisorSpec
  readonly #system: System
  readonly #report: DriverReport
  readonly #timers: AwakeTimers<TimerId>
  readonly #requests = new Map<RequestId, (outcome: Outcome) => void>()
  readonly #leaving = new Set<Promise<unknown>>()
  #state: SupervisorState
  #lastRequest = 0
  #failure: ExitReason | undefined
  #over = false

  constructor(
    spec: SupervisorSpec,
    members: Iterable<Member>,
    system: System,
    report: DriverReport,
  ) {
    this.#spec = spec
    this.members = new Map([...members].map((member) => [member.spec.id, member]))
    this.#system = system
    this.#report = report
    this.#state = initialState(spec)
    this.#timers = new AwakeTimers(system.clock, (milliseconds) =>
      system.tell({ type: 'lagged', path: spec.path, milliseconds }),
    )
  }

  get state(): SupervisorState {
    return this.#state
  }

  get over(): boolean {
    return this.#over
  }

  /** Hands an event to the supervisor; events that come up meanwhile wait their turn. */
  handle(event: SupervisorEvent): void {
    this.#system.agenda.run(() => this.#take(event))
  }

  #take(event: SupervisorEvent): void {
    const { clock, random } = this.#system
    const environment = { now: clock.now(), random }
    const [state, commands] = transition(this.#spec, this.#state, event, environment)
    this.#state = state
    for (const [index, command] of commands.entries()) {
      try {
        this.#perform(command, () => isFinal(commands, index))
      } catch (error) {
        this.#fail(error)
      }
    }
  }

  /** A member that throws is the supervisor's own failure: all children end, and it with them. */
  #fail(error: unknown): void {
    this.#failure ??= { type: 'error', error }
    this.handle({ type: 'kill' })
  }

  /** Asks for a change; resolves with the one answer. */
  request(make: (request: RequestId) => SupervisorEvent): Promise<Outcome> {
    if (this.#over) return Promise.resolve({ type: 'refused', refusal: 'stopping' })
    const request = ++this.#lastRequest
    return new Promise((resolve) => {
      this.#requests.set(request, resolve)
      this.handle(make(request))
    })
  }

  #perform(command: Command, final: () => boolean): void {
    switch (command.type) {
      case 'arm':
        return this.#timers.arm(command.timer, command.milliseconds, () =>
          this.handle({ type: 'fired', timer: command.timer, child: command.child }),
        )
      case 'disarm':
        return this.#timers.disarm(command.timer)
      case 'answer':
        this.#requests.get(command.request)?.(command.outcome)
        this.#requests.delete(command.request)
        return
      case 'started':
        return this.#report.started()
      case 'exited':
        return this.#exit(command.reason)
      case 'report':
        return this.#news(command.report)
      default:
        return this.#order(command, final)
    }
  }

  #order(command: Extract<Command, { id: string }>, final: () => boolean): void {
    const member = this.members.get(command.id)
    if (member === undefined) return
    switch (command.type) {
      case 'start':
        return member.start(command.incarnation, this.#lifeReport(command.id, command.incarnation))
      case 'up':
        return member.up(command.incarnation, command.milliseconds)
      case 'down':
        return member.down(command.incarnation, command.reason, final())
      case 'closed':
        return this.#close(member, command.reason)
      case 'forgotten':
        this.members.delete(command.id)
        return member.forget()
      case 'drain':
        return member.drain(command.incarnation, command.limit)
      default:
        return member[command.type](command.incarnation)
    }
  }

  #close(member: Member, reason: ExitReason): void {
    member.close(reason)
    const gone = member.left?.()
    if (gone === undefined) return
    this.#leaving.add(gone)
    void gone.then(() => this.#leaving.delete(gone))
  }

  #lifeReport(id: string, incarnation: number): LifeReport {
    return new DrivenLife(this, id, incarnation)
  }

  #news(report: Report): void {
    const { path } = this.#spec
    const { reason } = report
    if (report.type === 'gave-up') {
      this.#system.tell({
        type: 'gave-up',
        path,
        child: report.id,
        reason,
        restarts: report.restarts.length,
      })
    } else {
      this.#system.tell({
        type: 'restart-scheduled',
        path: `${path}/${report.id}`,
        delay: report.delay,
        restarts: report.restarts,
        reason,
      })
    }
  }

  #exit(reason: ExitReason): void {
    this.#over = true
    this.#timers.clear()
    for (const answer of this.#requests.values()) answer({ type: 'refused', refusal: 'stopping' })
    this.#requests.clear()
    const exited = (): void => this.#report.exited(this.#failure ?? reason)
    if (this.#leaving.size === 0) exited()
    else void Promise.all(this.#leaving).then(exited)
  }
}

/** What a driver hears of one life. */
class DrivenLife implements LifeReport {
  readonly #driver: Driver
  readonly #id: string
  readonly #incarnation: number

  constructor(driver: Driver, id: string, incarnation: number) {
    this.#driver = driver
    this.#id = id
    this.#incarnation = incarnation
  }

  ready(): void {
    this.#driver.handle({ type: 'ready', id: this.#id, incarnation: this.#incarnation })
  }

  progressed(): void {
    this.#driver.handle({ type: 'progressed', id: this.#id, incarnation: this.#incarnation })
  }

  drained(): void {
    this.#driver.handle({ type: 'drained', id: this.#id, incarnation: this.#incarnation })
  }

  condemned(reason: ExitReason): void {
    this.#driver.handle({ type: 'condemned', reason, id: this.#id, incarnation: this.#incarnation })
  }

  exited(reason: ExitReason): void {
    this.#driver.handle({ type: 'exited', reason, id: this.#id, incarnation: this.#incarnation })
  }
}

/** Whether the same turn says that no other life follows the one that is down. */
function isFinal(commands: readonly Command[], index: number): boolean {
  const down = commands[index]!
  return commands.some(
    (later, at) => at > index && later.type === 'closed' && 'id' in down && later.id === down.id,
  )
}
