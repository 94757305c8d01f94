import { ThreadWorker } from 'poolifier'
import { perform, type Task } from '../work.ts'

export default new ThreadWorker<Task, unknown>((task?: Task) => perform(task!))
