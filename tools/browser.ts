import { playwright } from '@vitest/browser-playwright'
import type { Plugin } from 'vite'
import type { TestProjectInlineConfiguration } from 'vitest/config'
import { findBrowser } from './bootstrap/browser.mjs'
import { browserFlags, gpuFlags } from './browser-flags.ts'

/** What makes a page cross-origin isolated, so that it may share memory with its workers. */
export const isolatingHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** What sets one project of browser tests apart. */
interface Surroundings {
  readonly executablePath: string
  readonly plugins: Plugin[]
  readonly include: string
  readonly headers?: Record<string, string>
  readonly flags?: readonly string[]
}

/**
 * The projects whose tests run in a real browser: every `*.browser.ts` in a plain page, those of the
 * web runtime also in one that is cross-origin isolated, every `*.webgpu.ts` in one with a GPU in
 * software, and the examples of the docs that say so. None where there is no browser, which is said aloud.
 */
export async function browserProjects(): Promise<TestProjectInlineConfiguration[]> {
  const found = findBrowser()
  if ('missing' in found) {
    console.warn(`\n!! The tests in a real browser are SKIPPED: ${found.missing}\n`)
    return []
  }
  // It is there once the packages are built.
  const { troupe } = await import('../packages/models/dist/assets/vite.js')
  const common = { executablePath: found.path, plugins: [troupe()] }
  const web = 'packages/runtime-web/test/**/*.browser.ts'
  return [
    project('browser', { ...common, include: 'packages/*/test/**/*.browser.ts' }),
    project('browser isolated', { ...common, include: web, headers: isolatingHeaders }),
    project('browser docs', { ...common, include: '.cache/doc-examples/*.browser.ts' }),
    project('browser webgpu', {
      ...common,
      include: 'packages/*/test/**/*.webgpu.ts',
      flags: gpuFlags,
    }),
  ]
}

function project(
  name: string,
  { executablePath, plugins, include, headers = {}, flags = browserFlags }: Surroundings,
): TestProjectInlineConfiguration {
  return {
    // Chromium’s `using` is newer than the floor.
    oxc: { target: 'es2022' },
    server: { headers },
    plugins,
    // Found late, in workers and behind dynamic imports, they would reload the page during a test.
    optimizeDeps: {
      entries: [
        'packages/*/test/**/*.{browser,webgpu,worker}.ts',
        '.cache/doc-examples/*.browser.ts',
        '.cache/doc-examples/*/*.script.ts',
      ],
    },
    test: {
      name,
      include: [include],
      exclude: ['**/node_modules/**', '**/dist/**'],
      testTimeout: 30_000,
      hookTimeout: 30_000,
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
