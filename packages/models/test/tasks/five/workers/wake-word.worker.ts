import { serve } from '@troupe/runtime-web/isolate'
import actor from '../../../../src/tasks/wake-word/wake-word.actor.ts'

serve(actor)
