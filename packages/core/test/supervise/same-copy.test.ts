import { expect, test } from 'vitest'
import type { ChildDefinition } from '../../src/supervise/definition.ts'
import { checkCopies, checkCopy } from '../../src/supervise/same-copy.ts'
import { subtree } from '../../src/supervise/subtree.ts'

const mount: ChildDefinition['mount'] = () => expect.unreachable('nothing is made here')
const ours: ChildDefinition = { mount, subtree }
const foreign: ChildDefinition = { mount, subtree: (around) => subtree(around) }

const hint = 'see "npm ls @troupe/core", then "npm dedupe", so that all import the same one'
const refusal = expect.objectContaining({
  code: 'invalid-argument',
  message: `"b" was made by another copy of @troupe/core than the app; ${hint}`,
  details: { argument: 'children', hint },
})

test('checkCopy() refuses a child of another copy, and says how to get rid of it', () => {
  expect(() => checkCopy('b', foreign)).toThrow(refusal)
  checkCopy('b', ours)
})

test('checkCopies() names the one that is of another copy', () => {
  expect(() => checkCopies({ a: ours, b: foreign, c: ours })).toThrow(refusal)
  checkCopies({ a: ours, c: ours })
})

test.each([undefined, null, 7, {}, { mount: 'b' }, { subtree: () => {} }])(
  'checkCopy() does not judge %j, which is no definition',
  (definition) => {
    checkCopy('b', definition as unknown as ChildDefinition)
    checkCopies({ b: definition } as never)
    checkCopies(undefined as never)
  },
)
