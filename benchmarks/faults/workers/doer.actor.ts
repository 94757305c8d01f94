import { actor } from '@troupe/core/actor'
import { Doer } from '../doer.protocol.ts'
import { perform } from '../work.ts'

export default actor(Doer, () => ({ perform }))
