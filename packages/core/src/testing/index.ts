/**
 * For the tests of adopters: simulated time, fake actors, and faults on a seed.
 *
 * @module
 */

export { fake, type FakeOptions } from './fake.ts'
export { SimulatedClock } from './simulated-clock.ts'
export { faulty, type Faults, type FaultyIsolate, type FaultyOptions } from './faulty.ts'
export type { Direction, Fault, Injected, When } from './faults/fault.ts'
export { seededRandom } from './seeded-random.ts'
