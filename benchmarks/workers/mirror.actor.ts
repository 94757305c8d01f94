import { actor } from '@troupe/core/actor'
import { Mirror } from './mirror.protocol.ts'
import { echo } from './work.ts'

export default actor(Mirror, () => ({ echo }))
