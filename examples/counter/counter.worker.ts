import { serve } from '@troupe/runtime-web/isolate'
import counter from './counter.actor.ts'

serve(counter)
