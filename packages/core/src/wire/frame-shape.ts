import { isChain } from './chain.ts'
import { code, type Frame } from './frame.ts'

type Fits = (value: unknown) => boolean

const count: Fits = (value) => typeof value === 'number' && value >= 0
const id: Fits = (value) => typeof value === 'number'
const text: Fits = (value) => typeof value === 'string'
const bytes: Fits = (value) => value instanceof Uint8Array
const record: Fits = (value) => typeof value === 'object' && value !== null
const total: Fits = (value) => value === null || id(value)
const level: Fits = (value) =>
  value === 'debug' || value === 'info' || value === 'warn' || value === 'error'
const activity: Fits = (value) => value === 'working' || value === 'waiting' || value === 'native'
const body = [bytes, count]

/** What follows the code, frame by frame: the run-time half of {@link Frame}. */
const shapes: Readonly<Record<number, readonly Fits[]>> = {
  [code.hello]: [record, ...body],
  [code.progress]: [text, id, total],
  [code.ready]: [record],
  [code.refused]: [text, ...body],
  [code.call]: [id, text, text, text, count, count, ...body],
  [code.cancel]: [id, ...body],
  [code.credit]: [id, count],
  [code.input]: [id, ...body],
  [code.inputEnd]: [id],
  [code.chain]: [id, isChain],
  [code.started]: [id],
  [code.reply]: [id, ...body],
  [code.fail]: [id, ...body],
  [code.item]: [id, ...body],
  [code.end]: [id],
  [code.inputCredit]: [id, count],
  [code.log]: [level, text, ...body],
  [code.heartbeat]: [],
  [code.activity]: [activity],
  [code.stop]: [],
  [code.bye]: body,
}

/** Whether something that arrived is a frame. One with an unknown code is: a later version may send it. */
export function isFrame(value: unknown): value is Frame {
  if (!Array.isArray(value) || typeof value[0] !== 'number') return false
  const shape = shapes[value[0]]
  if (shape === undefined) return true
  return value.length === shape.length + 1 && shape.every((fits, index) => fits(value[index + 1]))
}

/** How many attachments belong to a frame, if it is of a kind that has a body. */
export function attachmentsOf(frame: Frame): number | undefined {
  return shapes[frame[0]]?.at(-1) === count && shapes[frame[0]]?.at(-2) === bytes
    ? (frame.at(-1) as number)
    : undefined
}
