import { chromium } from 'playwright'
import { expect, test } from 'vitest'
import { findBrowser } from '../../tools/bootstrap/browser.mjs'
import { browserFlags } from '../../tools/browser-flags.ts'
import { isolatingHeaders } from '../../tools/browser.ts'
import { targetOf } from '../report/target.ts'
import type { Benchmark } from '../result.ts'
import { messageBenchmarks } from '../web/messages.ts'
import { serveSite } from '../web/site.ts'

test('messageBenchmarks() compares Troupe in a worker with peers and the bare browser', async (context) => {
  const found = findBrowser()
  if ('missing' in found) return context.skip(`needs a browser: ${found.missing}`)
  await using site = await serveSite({ folder: 'messages', headers: isolatingHeaders })
  const browser = await chromium.launch({ executablePath: found.path, args: [...browserFlags] })
  try {
    const benchmarks = await messageBenchmarks(browser, site.url)
    for (const { ids, run } of benchmarks.filter(isQuick)) {
      const figures = await run({ rounds: 1, window: 1 })
      expect(figures.map(({ id }) => id)).toEqual(ids)
      for (const { id, troupe, limit, peers } of figures) {
        expect([troupe, limit, ...Object.values(peers)].flat().every((value) => value > 0)).toBe(
          true,
        )
        expect(Object.keys(peers)).toEqual(peersOf(id))
        expect(targetOf(id)).toBeDefined()
      }
    }
  } finally {
    await browser.close()
  }
}, 60_000)

/** A thousand asks at a time keep threads busy for seconds. */
function isQuick({ ids }: Benchmark): boolean {
  return !ids.includes('ask-throughput/worker')
}

function peersOf(id: string): readonly string[] {
  if (id.startsWith('cancel')) return []
  return id.startsWith('direct') ? ['comlink'] : ['comlink', 'threads']
}
