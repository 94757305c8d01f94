import { ActorError } from '../errors.ts'
import type { Refusal } from './events.ts'
import type { SupervisorSpec } from './spec.ts'

const hints = {
  running: 'stop it first',
  restarting: 'it comes back by itself; stop it first if it should not',
  'not-found': 'list the children to see which there are',
} as const

/** A refusal as the error that the caller gets: what was asked, of whom, and what to do next. */
export function refusalError(supervisor: SupervisorSpec, id: string, refusal: Refusal): ActorError {
  const target = `${supervisor.path}/${id}`
  switch (refusal) {
    case 'already-started':
    case 'already-present': {
      const remedy =
        refusal === 'already-started'
          ? 'take another id, or stop it first'
          : 'restart it, or delete it first'
      return new ActorError('name-taken', `${target}: a child of this id is there; ${remedy}`, {
        name: id,
        owner: target,
      })
    }
    case 'running':
    case 'restarting':
    case 'not-found': {
      const hint = hints[refusal]
      return new ActorError(
        'invalid-argument',
        `${target}: ${refusal.replace('-', ' ')}; ${hint}`,
        { argument: 'id', hint },
      )
    }
    case 'unsupported':
      return new ActorError(
        'unsupported',
        `${target}: a dynamic supervisor forgets what is stopped; start a new child`,
        {
          feature: 'restart-child and delete-child',
          kind: 'dynamic',
        },
      )
    case 'max-children': {
      const capacity = supervisor.maxChildren === 'infinity' ? Infinity : supervisor.maxChildren
      return new ActorError(
        'overflow',
        `${target}: ${supervisor.path} has ${capacity} children and takes no more; stop one, or raise maxChildren`,
        {
          target: supervisor.path,
          operation: 'start-child',
          capacity,
          policy: 'reject',
        },
      )
    }
    case 'stopped':
    case 'stopping': {
      const who = refusal === 'stopped' ? target : supervisor.path
      return new ActorError('down', `${target}: ${who} was told to stop`, {
        target: who,
        reason: { type: 'shutdown' },
      })
    }
  }
}
