import { memoryStore } from '../../src/store/memory.ts'
import { describeStore } from './describe-store.ts'

describeStore('memoryStore()', async () => ({
  ...memoryStore(),
  [Symbol.asyncDispose]: async () => {},
}))
