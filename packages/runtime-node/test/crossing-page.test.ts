import { readFileSync } from 'node:fs'
import { runInThisContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ActorRef, child, type Isolate, memory, supervise } from '@troupe/core'
import { thread } from '@troupe/runtime-node'
import mirror, { Mirror } from './fixtures/mirror.actor.ts'

const page = readFileSync(new URL('../../../docs/crossing.md', import.meta.url), 'utf8')

interface Row {
  readonly line: number
  readonly sent: string
  readonly arrives: string
}

/** The rows below a head of `value` and `what arrives`. */
function rowsOf(markdown: string): Row[] {
  let inside = false
  return markdown.split('\n').flatMap((text, index) => {
    if (!text.startsWith('|')) inside = false
    if (/^\| value \| what arrives \|$/.test(text)) inside = true
    const row = /^\| `(?<sent>.+)` \| (?:`(?<value>.+)`|(?<code>[\w-]+)) \|$/.exec(text)?.groups
    if (!inside || row === undefined) return []
    const { sent, value, code } = row as Record<string, string>
    return [{ line: index + 1, sent: sent!, arrives: value ?? code! }]
  })
}

const valueOf = (expression: string): unknown => runInThisContext(`(${expression})`)
const rows = rowsOf(page)

const kinds: Readonly<Record<string, () => Isolate>> = {
  memory: () => memory(mirror),
  thread: () => thread(new URL('./fixtures/mirror.actor.ts', import.meta.url)),
}

describe.each(Object.keys(kinds))('docs/crossing.md in %s', (kind) => {
  let ref: ActorRef<typeof Mirror>
  let stop: () => Promise<unknown>

  beforeAll(async () => {
    const app = await supervise({ log: false, children: { mirror: child(Mirror, kinds[kind]!()) } })
    ref = app.children.mirror
    stop = () => app.stop()
  })
  afterAll(() => stop())

  test.each(rows)('line $line: $sent arrives as $arrives', async ({ sent, arrives }) => {
    const asked = ref.ask.show(valueOf(sent))
    if (arrives === 'not-serializable') await expect(asked).rejects.toMatchObject({ code: arrives })
    else expect(await asked).toStrictEqual(valueOf(arrives))
  })
})

test('docs/crossing.md has no row of its tables that this test overlooks', () => {
  const tables = page.split('\n').filter((line) => line.startsWith('| `'))
  const overlooked = tables.length - rows.length
  expect(rows.length).toBeGreaterThan(40)
  expect(overlooked).toBe(0)
})
