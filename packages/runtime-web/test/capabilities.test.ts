import { describe, expect, test } from 'vitest'
import { capabilities } from '../src/capabilities.ts'

describe('capabilities()', () => {
  test('capabilities() says no to everything in an empty scope', () => {
    expect(capabilities({})).toEqual({
      crossOriginIsolated: false,
      sharedArrayBuffer: false,
      hardwareConcurrency: 1,
      webgpu: false,
      workers: false,
    })
  })

  test('capabilities() reads an isolated page with a graphics processor', () => {
    const page = {
      crossOriginIsolated: true,
      SharedArrayBuffer,
      Worker: class {},
      navigator: { hardwareConcurrency: 8, gpu: {} },
    }
    expect(capabilities(page)).toEqual({
      crossOriginIsolated: true,
      sharedArrayBuffer: true,
      hardwareConcurrency: 8,
      webgpu: true,
      workers: true,
    })
  })

  test('capabilities() looks at the global scope by default', () => {
    expect(capabilities().sharedArrayBuffer).toBe(typeof SharedArrayBuffer === 'function')
  })
})
