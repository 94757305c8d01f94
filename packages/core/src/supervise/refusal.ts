import { ActorError } from '../errors.ts'
import type { Refusal } from './events.ts'
import type { SupervisorSpec } from './spec.ts'

/** A refusal as the error that the caller gets: what was asked, of whom, and what to do next. */
export function refusalError(supervisor: SupervisorSpec, id: string, refusal: Refusal): ActorError {
  const target = `${supervisor.path}/${id}`
  switch (refusal) {
    case 'already-started':
      return taken(target, id, 'take another id, or stop it first')
    case 'already-present':
      return taken(target, id, 'restart it, or delete it first')
    case 'running':
      return unfit(target, 'it runs', 'stop it first')
    case 'restarting':
      return unfit(target, 'it is being restarted', 'stop it first if it should not come back')
    case 'not-found':
      return unfit(target, 'there is no such child', 'list the children to see which there are')
    case 'unsupported':
      return new ActorError(
        'unsupported',
        `${target}: a dynamic supervisor forgets what is stopped; start a new child`,
        { feature: 'restart-child and delete-child', kind: 'dynamic' },
      )
    case 'max-children':
      return full(supervisor, target)
    case 'stopped':
      return stopped(target, target)
    case 'stopping':
      return stopped(target, supervisor.path)
  }
}

function taken(target: string, name: string, remedy: string): ActorError {
  const message = `${target}: a child of this id is there; ${remedy}`
  return new ActorError('name-taken', message, { name, owner: target })
}

function unfit(target: string, why: string, hint: string): ActorError {
  return new ActorError('invalid-argument', `${target}: ${why}; ${hint}`, { argument: 'id', hint })
}

function full({ path, maxChildren }: SupervisorSpec, target: string): ActorError {
  // Who is full has a limit.
  const capacity = maxChildren as number
  return new ActorError(
    'overflow',
    `${target}: ${path} has ${capacity} children and takes no more; stop one, or raise maxChildren`,
    { target: path, operation: 'start-child', capacity, policy: 'reject' },
  )
}

function stopped(target: string, who: string): ActorError {
  return new ActorError('down', `${target}: ${who} was told to stop`, {
    target: who,
    reason: { type: 'shutdown' },
  })
}
