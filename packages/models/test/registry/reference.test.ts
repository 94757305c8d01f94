import { describe, expect, test } from 'vitest'
import { choose, parseReference, unknown } from '../../src/reference.ts'
import { manifestOf } from '../support/manifest.ts'

const version = (version: string, aliases: string[] = [], description = 'x') =>
  manifestOf(new Uint8Array(1), ['file:x'], { id: 'ocr/detection', version, aliases, description })

test('parseReference() takes all after the first @ as what is wanted', () => {
  expect(parseReference('ocr/detection')).toEqual({ id: 'ocr/detection', wanted: 'latest' })
  expect(parseReference('ocr/detection@latest@1.0.0').wanted).toBe('latest@1.0.0')
})

describe('choose()', () => {
  const all = [
    version('1.9.0', ['stable']),
    version('1.10.0'),
    version('2.0.0-beta.1'),
    version('2.0.0'),
  ]

  test('choose() takes a version', () => {
    expect(choose(all, '1.9.0')?.version).toBe('1.9.0')
  })

  test('choose() takes an alias', () => {
    expect(choose(all, 'stable')?.version).toBe('1.9.0')
  })

  test('choose() takes the highest version as latest, numbers by value, releases before pre-releases', () => {
    expect(choose(all, 'latest')?.version).toBe('2.0.0')
    expect(choose(all.slice(0, 3), 'latest')?.version).toBe('2.0.0-beta.1')
    expect(choose(all.slice(0, 2), 'latest')?.version).toBe('1.10.0')
  })

  test('choose() lets an alias called latest win', () => {
    expect(choose([version('1.0.0', ['latest']), version('2.0.0')], 'latest')?.version).toBe(
      '1.0.0',
    )
  })

  test('choose() lets a later manifest replace an earlier one of the same version', () => {
    expect(
      choose([version('1.0.0', [], 'shipped'), version('1.0.0', [], 'own')], 'latest')?.description,
    ).toBe('own')
  })

  test('choose() gives nothing for what does not exist', () => {
    expect(choose(all, '3.0.0')).toBeUndefined()
    expect(choose([], 'latest')).toBeUndefined()
  })
})

describe('unknown()', () => {
  const ids = ['language/detection', 'ocr/detection', 'ocr/orientation', 'spam/mail']

  test('unknown() compares no more than the beginning of a reference without end', () => {
    const { details } = unknown(`ocr/${'x'.repeat(30_000_000)}`, ids, [])
    expect(details.near).toEqual(['ocr/detection', 'ocr/orientation'])
  })

  test('unknown() lists ids that are near', () => {
    const error = unknown('ocr/detecton', ids, [])
    expect(error.code).toBe('model-unknown')
    expect(error.details.near).toEqual(['ocr/detection', 'ocr/orientation'])
    expect(error.message).toContain('Did you mean ocr/detection or ocr/orientation?')
  })

  test('unknown() lists everything where nothing is near', () => {
    const error = unknown('translation', ids, [])
    expect(error.details.near).toEqual([])
    expect(error.message).toContain('There are language/detection, ocr/detection')
  })

  test('unknown() lists the versions of an id that exists', () => {
    const error = unknown('ocr/detection@9.9.9', ids, [version('1.0.0', ['stable'])])
    expect(error.message).toContain('ocr/detection has no version or alias "9.9.9"')
    expect(error.details.near).toEqual(['ocr/detection@1.0.0', 'ocr/detection@stable'])
  })
})
