import actor from '@troupe/models/wake-word/actor'
import { serve } from '@troupe/runtime-web/isolate'
import { breakable } from './breakable.ts'

serve(breakable(actor))
