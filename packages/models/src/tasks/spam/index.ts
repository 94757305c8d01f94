export { Spam, type Verdict } from './protocol.ts'
