import { ask, protocol } from '@troupe/core/actor'
import type { Task } from './work.ts'

/** Does what every peer is asked to do. */
export const Doer = protocol('doer', { perform: ask<Task, unknown>() })
