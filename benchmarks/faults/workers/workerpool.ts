import workerpool from 'workerpool'
import { perform } from '../work.ts'

workerpool.worker({ perform })
