import { ask, protocol } from '@troupe/core'

export const Detect = protocol('detect', { run: ask() })
