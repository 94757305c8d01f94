import { playwright } from '@vitest/browser-playwright'
import type { TestProjectInlineConfiguration } from 'vitest/config'
import { troupe } from '../packages/models/dist/assets/vite.js'
import { findBrowser } from './bootstrap/browser.mjs'
import { browserFlags, gpuFlags } from './browser-flags.ts'

/** What makes a page cross-origin isolated, so that it may share memory with its workers. */
export const isolatingHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/**
 * The projects whose tests run in a real browser: every `*.browser.ts`, in a plain page and in
 * one that is cross-origin isolated, and every `*.webgpu.ts` in one with a GPU in software. None where there is no browser, which is said aloud.
 */
export function browserProjects(): TestProjectInlineConfiguration[] {
  const found = findBrowser()
  if ('missing' in found) {
    console.warn(`\n!! The tests in a real browser are SKIPPED: ${found.missing}\n`)
    return []
  }
  return [
    project('browser', found.path, {}),
    project('browser isolated', found.path, isolatingHeaders),
    project('browser webgpu', found.path, {}, { suffix: 'webgpu', flags: gpuFlags }),
  ]
}

function project(
  name: string,
  executablePath: string,
  headers: Record<string, string>,
  { suffix = 'browser', flags = browserFlags } = {},
): TestProjectInlineConfiguration {
  return {
    // Chromium’s `using` is newer than the floor.
    oxc: { target: 'es2022' },
    server: { headers },
    plugins: [troupe()],
    // Found late, in workers and behind dynamic imports, they would reload the page during a test.
    optimizeDeps: {
      entries: ['packages/*/test/**/*.{browser,worker}.ts'],
      include: ['hash-wasm'],
    },
    test: {
      name,
      include: [`packages/*/test/**/*.${suffix}.ts`],
      exclude: ['**/node_modules/**', '**/dist/**'],
      testTimeout: 20_000,
      hookTimeout: 20_000,
      provide: { isolated: headers === isolatingHeaders },
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: { executablePath, args: [...flags] } }),
        instances: [{ browser: 'chromium' }],
      },
    },
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether the page of a browser test is cross-origin isolated. */
    isolated: boolean
  }
}
