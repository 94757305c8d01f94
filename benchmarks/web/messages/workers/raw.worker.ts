import { answer } from '../../../raw/far.ts'
import { portLine } from '../port.ts'

answer(portLine(self))
