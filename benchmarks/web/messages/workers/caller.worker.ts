import { serve } from '../../../../packages/runtime-web/src/isolate.ts'
import caller from '../../../workers/caller.actor.ts'

serve(caller)
