import { ThreadWorker } from 'poolifier'
import type { Message } from '../message.ts'
import { echo } from './work.ts'

export default new ThreadWorker<Message, Message>({ echo: (message) => echo(message!) })
