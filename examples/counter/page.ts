import { child, supervise } from '@troupe/core'
import { worker } from '@troupe/runtime-web'
import { Counter } from './counter.protocol.ts'

const app = await supervise({
  children: {
    counter: child(
      Counter,
      worker(() => new Worker(new URL('./counter.worker.ts', import.meta.url), { type: 'module' })),
    ),
  },
})
const { counter } = app.children
const output = document.querySelector('output')!

document.querySelector('#add')!.addEventListener('click', () => {
  void counter.ask.add(1).then((sum) => (output.value = String(sum)))
})
document.querySelector('#reset')!.addEventListener('click', () => {
  counter.tell.reset()
  output.value = '0'
})
output.value = '0'
