import { describe, expect, test } from 'vitest'
import { findBrowser } from './bootstrap/browser.mjs'

const only = (path: string) => (asked: string) => asked === path

describe('findBrowser()', () => {
  test('findBrowser() takes what CHROME_PATH says', () => {
    const env = { CHROME_PATH: '/opt/chrome', PATH: '/usr/bin' }
    expect(findBrowser({ env, platform: 'linux', isProgram: () => true })).toEqual({
      path: '/opt/chrome',
    })
  })

  test('findBrowser() takes nothing else where CHROME_PATH is wrong', () => {
    const env = { CHROME_PATH: '/opt/none', PATH: '/usr/bin' }
    const isProgram = only('/usr/bin/chromium')
    expect(findBrowser({ env, platform: 'linux', isProgram })).toEqual({
      missing: 'CHROME_PATH names /opt/none, which is no program',
    })
  })

  test.each([
    ['linux', { PATH: '/bin:/usr/local/bin' }, '/usr/local/bin/chromium'],
    ['linux', {}, '/usr/bin/google-chrome'],
    ['darwin', {}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  ] as const)('findBrowser() looks in the usual places of %s %o', (platform, env, path) => {
    expect(findBrowser({ env, platform, isProgram: only(path) })).toEqual({ path })
  })

  test('findBrowser() looks into the program folders of Windows', () => {
    const asked: string[] = []
    const isProgram = (path: string) => (asked.push(path), false)
    findBrowser({ env: { PROGRAMFILES: 'C:\\Programs' }, platform: 'win32', isProgram })
    expect(asked.some((path) => path.endsWith('msedge.exe'))).toBe(true)
  })

  test('findBrowser() says what to do where there is none', () => {
    const nothing = findBrowser({ env: {}, platform: 'linux', isProgram: () => false })
    expect(nothing).toEqual({ missing: expect.stringContaining('CHROME_PATH') as string })
  })
})
