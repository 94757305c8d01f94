import { isChain } from './chain.ts'
import { code, type Frame } from './frame.ts'
import { mostRoutes } from './routes.ts'

type Fits = (value: unknown) => boolean

const count: Fits = (value) => typeof value === 'number' && value >= 0
const id: Fits = (value) => typeof value === 'number'
const routeNumber: Fits = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < mostRoutes
const text: Fits = (value) => typeof value === 'string'
const record: Fits = (value) => typeof value === 'object' && value !== null
const total: Fits = (value) => value === null || id(value)
const flag: Fits = (value) => typeof value === 'boolean'
const level: Fits = (value) =>
  value === 'debug' || value === 'info' || value === 'warn' || value === 'error'
const activity: Fits = (value) => value === 'working' || value === 'waiting' || value === 'native'

/** What follows the code, frame by frame: the run-time half of {@link Frame}. */
const shapes: Readonly<Record<number, readonly Fits[]>> = {
  [code.hello]: [record],
  [code.progress]: [text, id, total],
  [code.ready]: [record],
  [code.refused]: [text],
  [code.chain]: [id, isChain],
  [code.route]: [routeNumber, text, text, text, text],
  [code.took]: [id, count],
  [code.log]: [level, text],
  [code.heartbeat]: [],
  [code.activity]: [activity, count],
  [code.measure]: [flag],
  [code.connect]: [text],
  [code.channelDrained]: [id],
  [code.channel]: [id, record],
  [code.channelDrain]: [id],
  [code.channelEnd]: [id, flag],
  [code.stop]: [],
  [code.bye]: [],
}

/** Whether something that arrived is a frame. One with an unknown code is: a later version may send it. */
export function isFrame(value: unknown): value is Frame {
  if (!Array.isArray(value) || typeof value[0] !== 'number') return false
  const shape = shapes[value[0]]
  if (shape === undefined) return true
  return value.length === shape.length + 1 && shape.every((fits, index) => fits(value[index + 1]))
}
