import { serve } from '@troupe/runtime-web/isolate'
import actor from '../../../../src/tasks/voice-activity/voice-activity.actor.ts'

serve(actor)
