import { describe, expect, it } from 'vitest'
import { onAbort } from '../../src/call/on-abort.ts'

/** Counts the listeners of a signal. */
function counted() {
  const controller = new AbortController()
  const { signal } = controller
  let listeners = 0
  const count =
    (by: number, original: (...args: never[]) => void) =>
    (...args: never[]) => {
      if (args[0] === 'abort') listeners += by
      original.apply(signal, args)
    }
  Object.assign(signal, {
    addEventListener: count(1, signal.addEventListener.bind(signal)),
    removeEventListener: count(-1, signal.removeEventListener.bind(signal)),
  })
  return { controller, signal, listeners: () => listeners }
}

describe('onAbort()', () => {
  it('runs every task, once, with one listener for all', () => {
    const { controller, signal, listeners } = counted()
    const ran: number[] = []
    for (let n = 0; n < 100; n++) onAbort(signal, () => ran.push(n))
    expect(listeners()).toBe(1)
    controller.abort()
    expect(ran).toEqual(Array.from({ length: 100 }, (_, n) => n))
  })

  it('does not run what was taken away, also by a task before it', () => {
    const { controller, signal, listeners } = counted()
    const ran: string[] = []
    const stop = onAbort(signal, () => ran.push('first'))
    onAbort(signal, () => ran.push('second'))
    stop()
    stop()
    onAbort(signal, () => third())
    const third = onAbort(signal, () => ran.push('third'))
    expect(listeners()).toBe(1)
    controller.abort()
    expect(ran).toEqual(['second'])
  })

  it('takes the listener away with the last task, and listens anew', () => {
    const { controller, signal, listeners } = counted()
    onAbort(signal, () => {})()
    expect(listeners()).toBe(0)
    let ran = false
    onAbort(signal, () => (ran = true))
    controller.abort()
    expect(ran).toBe(true)
  })
})
