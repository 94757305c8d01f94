/** The same session in a process, with frames on a pipe: what a process costs without Troupe. */
import { Socket } from 'node:net'
import { kinds } from '../raw/line.ts'
import { pipeLine } from '../raw/pipe.ts'
import { bareSession } from './bare-session.ts'

const run = await bareSession(Number(process.argv[2]))
const pipe = new Socket({ fd: 3 })
pipe.on('close', () => process.exit())
const line = pipeLine(pipe)

async function compute(pixels: Float32Array): Promise<void> {
  const { buffer } = await run(pixels)
  line.post(kinds.echo, new Uint8Array(buffer))
}

line.listen((_, { buffer }) => void compute(new Float32Array(buffer)))
