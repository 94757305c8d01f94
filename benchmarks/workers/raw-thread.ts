import { parentPort } from 'node:worker_threads'
import { answer } from '../raw/far.ts'
import { portLine } from '../raw/thread.ts'

answer(portLine(parentPort!))
