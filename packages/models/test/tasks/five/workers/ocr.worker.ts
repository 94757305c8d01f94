import { serve } from '@troupe/runtime-web/isolate'
import actor from '../../../../src/tasks/ocr/ocr.actor.ts'

serve(actor)
