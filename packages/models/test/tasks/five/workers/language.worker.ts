import { serve } from '@troupe/runtime-web/isolate'
import actor from '../../../../src/tasks/language/language.actor.ts'

serve(actor)
