import actor from '@troupe/models/ocr/actor'
import { serve } from '@troupe/runtime-web/isolate'

serve(actor)
