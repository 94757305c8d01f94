import { serve } from '@troupe/runtime-web/isolate'
import actor from '../../../../src/tasks/spam/spam.actor.ts'

serve(actor)
