import { serve } from '../../../../packages/runtime-web/src/isolate.ts'
import waiter from '../../../workers/waiter.actor.ts'

serve(waiter)
