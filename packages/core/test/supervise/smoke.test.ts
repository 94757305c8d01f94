import { test } from 'vitest'
import { Simulation } from './simulation.ts'
test('smoke', () => {
  const s = new Simulation({ strategy: 'one-for-all', children: ['a', 'b', 'c'] })
  s.send({ type: 'start' }); console.log(s.look())
  s.exit('b'); console.log(s.look())
  s.exit('b'); console.log(s.look(), s.status, s.timers)
  s.advance(1000); console.log(s.look(), s.status)
  s.stop(); console.log(s.look(), s.timers)
})
