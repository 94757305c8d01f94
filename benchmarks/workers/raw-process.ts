import { Socket } from 'node:net'
import { answer } from '../raw/far.ts'
import { pipeLine } from '../raw/pipe.ts'

const pipe = new Socket({ fd: 3 })
pipe.on('close', () => process.exit())
answer(pipeLine(pipe))
