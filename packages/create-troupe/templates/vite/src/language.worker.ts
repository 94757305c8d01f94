import language from '@troupe/models/language/actor'
import { serve } from '@troupe/runtime-web/isolate'

serve(language)
