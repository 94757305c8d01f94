export * from '../actor/watch.ts'
export type { Down } from '../wire/destination.ts'
