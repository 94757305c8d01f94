import { serve } from '../../../../packages/runtime-web/src/isolate.ts'
import mirror from '../../../workers/mirror.actor.ts'

serve(mirror)
