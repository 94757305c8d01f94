export { fake, type FakeOptions } from './fake.ts'
export { SimulatedClock } from './simulated-clock.ts'
