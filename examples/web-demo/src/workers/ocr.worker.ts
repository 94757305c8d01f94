import actor from '@troupe/models/ocr/actor'
import { serve } from '@troupe/runtime-web/isolate'
import { breakable } from './breakable.ts'

serve(breakable(actor))
