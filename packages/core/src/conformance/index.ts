export { type Fault, type Script, Scripted } from './scripted.protocol.ts'
