import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkDocs } from './check-docs.ts'
import { root } from './files.ts'

const errorClass = `/**
 * An error.
 * @example
 * \`\`\`ts
 * new ActorError('down')
 * \`\`\`
 */
export class ActorError<Code extends string> extends Error {
  readonly code: Code
  constructor(code: Code) { super(); this.code = code }
}`

function check(source: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'check-docs-'))
  try {
    const file = join(folder, 'index.ts')
    writeFileSync(file, `${errorClass}\n${source}`)
    return checkDocs(folder, [file]).map((problem) => problem.replace(/^[^ ]+ /, ''))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const example = '@example\n * ```ts\n * 1 // => 1\n * ```'

describe('checkDocs()', () => {
  test('checkDocs() finds nothing missing in the packages', () => {
    expect(checkDocs(root)).toEqual([])
  }, 120_000)

  test('checkDocs() asks for a summary of types and values', () => {
    const source = `export interface Shape { side: number }
      export const size = 3`
    expect(check(source)).toEqual(['Shape has no summary', 'size has no summary'])
  })

  test('checkDocs() asks for an example of functions, classes and constants that are objects', () => {
    const source = `/** F. */ export function f() {}
      /** C. */ export class C {}
      /** O. */ export const o = { a: 1 }
      /** A. */ export const a = () => 1
      /** N. */ export const n = 1
      /** T. */ export type T = string`
    expect(check(source)).toEqual([
      'f has no @example',
      'C has no @example',
      'o has no @example',
      'a has no @example',
    ])
  })

  test('checkDocs() asks for a ts fence in an example', () => {
    expect(check('/**\n * F.\n * @example f()\n */\nexport function f() {}')).toEqual([
      'f has an @example without a ```ts fence',
    ])
  })

  test('checkDocs() asks for @throws where a function throws, also through its helpers', () => {
    const source = `
      /**
       * F.
       * @throws {ActorError<'down'>} It is down.
       * ${example}
       */
      export function f(x: number) {
        if (x === 1) throw new ActorError('down')
        if (x === 2) throw helper()
        deeper()
        try { throw new ActorError('caught') } catch {}
      }
      function helper() { return new ActorError('poison') }
      function deeper() { throw new ActorError('overflow') }`
    expect(check(source)).toEqual([
      "f throws without saying @throws {ActorError<'poison'>}",
      "f throws without saying @throws {ActorError<'overflow'>}",
    ])
  })

  test('checkDocs() looks at the public methods of a class', () => {
    const source = `
      /**
       * C.
       * ${example}
       */
      export class C {
        m() { throw new ActorError('down') }
        #p() { throw new ActorError('poison') }
        /** Q. */
        q() { this.#p() }
      }`
    expect(check(source)).toEqual([
      'C .m() has no summary',
      "C .m() throws without saying @throws {ActorError<'down'>}",
    ])
  })
})
