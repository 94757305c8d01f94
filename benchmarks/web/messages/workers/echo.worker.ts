import { serve } from '../../../../packages/runtime-web/src/isolate.ts'
import echo from '../../../workers/echo.actor.ts'

serve(echo)
