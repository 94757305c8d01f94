import { expect } from 'vitest'
import { actor, ActorError, ask, protocol, stream, tell } from '../../src/index.ts'

/** What everybody calls in these tests. */
export const Desk = protocol('desk', {
  add: ask<number, number>(),
  read: ask<{ image: Uint8Array }, number>(),
  give: ask<string, unknown>(),
  note: tell<unknown>(),
  count: stream<number, number>(),
})

const gifts: Readonly<Record<string, () => unknown>> = {
  function: () => ({ close: () => {} }),
  promise: () => ({ later: Promise.resolve(1) }),
  class: () => new Temperature(20),
}

export class Temperature {
  readonly celsius: number
  constructor(celsius: number) {
    this.celsius = celsius
  }
  fahrenheit(): number {
    return this.celsius * 1.8 + 32
  }
}

export const desk = actor(Desk, () => ({
  add: (by) => 1 + by,
  read: ({ image }) => image.byteLength,
  give: (what) => gifts[what]!(),
  note() {},
  *count(to) {
    for (let n = 1; n <= to; n++) yield n
  },
}))

/** All items of a stream. */
export async function collect(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const item of items) all.push(item)
  return all
}

/** What somebody who makes a mistake reads: code and words of the error, which leads to its entry. */
export async function readsAs(
  mistake: () => unknown,
): Promise<{ code: string | undefined; words: string }> {
  const error: unknown = await Promise.resolve()
    .then(mistake)
    .then(
      () => expect.fail('nothing failed'),
      (reason: unknown) => reason,
    )
  if (!ActorError.is(error)) return { code: undefined, words: (error as Error).message }
  expect(error.help).toBe(`@troupe/core/docs/errors.md#${error.code}`)
  return { code: error.code, words: error.message }
}
