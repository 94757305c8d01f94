import { expect, test } from 'vitest'
import { SingleFlight } from '../../src/single-flight.ts'

function deferred<T>() {
  let resolve!: (value: T) => void
  let reject!: (reason: unknown) => void
  const promise = new Promise<T>((yes, no) => ([resolve, reject] = [yes, no]))
  return { promise, resolve, reject }
}

test('SingleFlight.join() does the work once for all who ask at the same time', async () => {
  const flights = new SingleFlight<number, string>()
  const gate = deferred<number>()
  let begun = 0
  const events: string[] = []
  const join = () =>
    flights.join(
      'key',
      async (_signal, emit) => {
        begun++
        const value = await gate.promise
        emit('done')
        return value
      },
      { onEvent: (event) => events.push(event) },
    )
  const all = [join(), join(), join()]
  gate.resolve(7)
  expect(await Promise.all(all)).toEqual([7, 7, 7])
  expect(begun).toBe(1)
  expect(events).toEqual(['done', 'done', 'done'])
})

test('SingleFlight.join() rejects one who gives up and goes on for the others', async () => {
  const flights = new SingleFlight<number, never>()
  const gate = deferred<number>()
  const controller = new AbortController()
  let aborted = false
  const begin = async (signal: AbortSignal) => {
    signal.addEventListener('abort', () => (aborted = true))
    return gate.promise
  }
  const first = flights.join('key', begin, { signal: controller.signal })
  const second = flights.join('key', begin, {})
  controller.abort(new Error('enough'))
  await expect(first).rejects.toThrow('enough')
  expect(aborted).toBe(false)
  gate.resolve(1)
  expect(await second).toBe(1)
})

test('SingleFlight.join() rejects one who fails when told something, and goes on for the others', async () => {
  const flights = new SingleFlight<number, string>()
  const gate = deferred<number>()
  const heard: string[] = []
  const begin = async (_signal: AbortSignal, emit: (event: string) => void) => {
    await gate.promise
    emit('half')
    emit('done')
    return 1
  }
  const failing = flights.join('key', begin, {
    onEvent: (event) => {
      throw new Error(`cannot show ${event}`)
    },
  })
  const other = flights.join('key', begin, { onEvent: (event) => heard.push(event) })
  gate.resolve(0)
  await expect(failing).rejects.toThrow('cannot show half')
  expect(await other).toBe(1)
  expect(heard).toEqual(['half', 'done'])
})

test('SingleFlight.join() aborts the work when the last one gives up, and begins anew after that', async () => {
  const flights = new SingleFlight<string, never>()
  const controller = new AbortController()
  const begin = (signal: AbortSignal) =>
    new Promise<string>((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error('aborted'))),
    )
  const only = flights.join('key', begin, { signal: controller.signal })
  controller.abort(new Error('enough'))
  await expect(only).rejects.toThrow('enough')
  expect(await flights.join('key', async () => 'new', {})).toBe('new')
})

test('SingleFlight.join() passes a failure to all and does not keep it', async () => {
  const flights = new SingleFlight<string, never>()
  const failing = () => flights.join('key', async () => Promise.reject(new Error('no')), {})
  const results = await Promise.allSettled([failing(), failing()])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await flights.join('key', async () => 'yes', {})).toBe('yes')
})
