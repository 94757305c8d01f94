import { afterEach, expect, test } from 'vitest'
import type { ActorFigures, InspectorFrame } from '../../src/inspector/index.ts'
import { defineInspector, type TroupeInspector } from '../../src/inspector/page/index.ts'

afterEach(() => document.body.replaceChildren())

const figures = (path: string, changes: Partial<ActorFigures> = {}): ActorFigures => ({
  ...{ path, type: 'worker', status: 'running', life: 1, kind: 'worker', restarts: 0 },
  ...{ waiting: 0, inWork: 0, rate: 2, ended: 4, failed: 0, deadLetters: 0, redelivered: 0 },
  ...{ total: { p50: 1, p99: 20 }, queue: { p50: 0.25, p99: 5 }, compute: { p50: 0.75, p99: 15 } },
  ...changes,
})

const supervisor = (path: string): ActorFigures =>
  figures(path, { type: 'supervisor', kind: undefined, total: undefined })

const frame = (at: number, changes: Partial<InspectorFrame> = {}): InspectorFrame => ({
  at,
  actors: [supervisor('app'), figures('app/ocr'), supervisor('app/in'), figures('app/in/mail')],
  news: [],
  ...changes,
})

function shown(...frames: readonly InspectorFrame[]) {
  const inspector = defineInspector()
  document.body.append(inspector)
  inspector.show(...frames)
  const root = inspector.shadowRoot!
  const rows = (): string[] =>
    [...root.querySelectorAll<HTMLElement>('tbody tr')].map((row) => row.dataset['path']!)
  const row = (path: string): HTMLElement => root.querySelector(`tr[data-path="${path}"]`)!
  const text = (selector: string): string => root.querySelector(selector)!.textContent
  return { inspector, root, rows, row, text }
}

const press = (target: HTMLElement, key: string): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))

const painted = (): Promise<unknown> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

test('TroupeInspector shows the tree, selects its first actor and says what is known of it', () => {
  const { rows, row, text } = shown(frame(0))
  expect(rows()).toEqual(['app', 'app/ocr', 'app/in', 'app/in/mail'])
  expect(row('app/ocr').ariaSelected).toBe('true')
  expect(text('.detail h2')).toBe('ocr')
  expect(row('app/in/mail').getAttribute('aria-level')).toBe('3')
  expect(text('.split-line')).toContain('0.3 ms + 0.8 ms')
})

test('TroupeInspector is moved in by keys, and one row alone can be tabbed to', () => {
  const { root, rows, row, text } = shown(frame(0))
  press(row('app/ocr'), 'ArrowDown')
  press(row('app/in'), 'ArrowDown')
  expect(text('.detail h2')).toBe('mail')
  expect(root.activeElement).toBe(row('app/in/mail'))
  expect(root.querySelectorAll('tr[tabindex="0"]').length).toBe(1)
  press(row('app/in/mail'), 'ArrowLeft')
  expect(root.activeElement).toBe(row('app/in'))
  press(row('app/in'), 'ArrowLeft')
  expect(rows()).toEqual(['app', 'app/ocr', 'app/in'])
  press(row('app/in'), 'ArrowRight')
  expect(rows()).toHaveLength(4)
  press(row('app/in'), 'Home')
  expect(root.activeElement).toBe(row('app'))
})

test('TroupeInspector follows the tree as actors come and go', async () => {
  const { inspector, rows, row } = shown(frame(0))
  inspector.show(
    frame(500, {
      actors: [supervisor('app'), figures('app/new'), figures('app/ocr', { rate: 9 })],
    }),
  )
  await painted()
  expect(rows()).toEqual(['app', 'app/new', 'app/ocr'])
  expect(row('app/ocr').querySelector('td.rate')!.textContent).toBe('9')
})

test('TroupeInspector marks a crash and its outage on the timeline, and tells it', () => {
  const news = [
    { at: 100, path: 'app/ocr', type: 'child-exited', tone: 'bad', words: 'ended: killed' },
    { at: 900, path: 'app/ocr', type: 'child-ready', tone: 'good', words: 'life 2 is up' },
  ] as const
  const { root, text } = shown(frame(0), frame(1_000, { news }))
  const lane = root.querySelector('.lane')!
  expect(lane.querySelector('path.crash')!.getAttribute('d')).toMatch(/^M/)
  expect(lane.querySelector('path.outage')!.getAttribute('d')).toMatch(/^M/)
  expect(text('.news li')).toContain('life 2 is up')
})

test('TroupeInspector writes words as words', () => {
  const words = '<img src=x onerror="globalThis.harmed = true">'
  const news = [{ at: 0, path: 'app/ocr', type: 'log', tone: 'bad', words }] as const
  const { root, text } = shown(frame(0, { news }))
  expect(text('.news li span')).toBe(words)
  expect(root.querySelector('img')).toBe(null)
})

const buttons = (root: ShadowRoot): HTMLElement => root.querySelector('.buttons')!

test('TroupeInspector has no buttons unless it is given a command', () => {
  expect(buttons(shown(frame(0)).root).hidden).toBe(true)
})

test('TroupeInspector commands, and shows what goes wrong with it', async () => {
  const { inspector, root } = shown(frame(0))
  const given: unknown[] = []
  const command: TroupeInspector['command'] = async (...what) => {
    given.push(what)
    throw new Error('it is gone')
  }
  inspector.command = command
  inspector.show(frame(500))
  await painted()
  expect(buttons(root).hidden).toBe(false)
  root.querySelector<HTMLElement>('button.crash')!.click()
  await painted()
  expect(given).toEqual([['crash', 'app/ocr']])
  expect(root.querySelector('.problem')!.textContent).toBe('it is gone')
})

test.each([360, 800, 1_400])('TroupeInspector fits into %i pixels', async (width) => {
  document.body.style.width = `${width}px`
  const { inspector } = shown(frame(0), frame(500))
  await painted()
  expect(inspector.scrollWidth).toBeLessThanOrEqual(width)
  document.body.style.width = ''
})
