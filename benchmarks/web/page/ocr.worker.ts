import actor from '@troupe/models/ocr/actor'
import { serve } from '../../../packages/runtime-web/src/isolate.ts'

serve(actor)
