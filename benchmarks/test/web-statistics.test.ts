import { expect, it } from 'vitest'
import { report, tables, type WebResults } from '../web/report.ts'
import { medians, smoothness } from '../web/statistics.ts'

const frames = [16, 17, 16, 24, 25, 300, 16, 17]

it('smoothness() counts what comes later than one and a half usual intervals', () => {
  expect(smoothness({ intervals: frames, longTasks: [280, 60] }, 16)).toEqual({
    frames: 8,
    late: 25,
    longestPause: 300,
    longTasks: 2,
    longestTask: 280,
    blocked: (100 * 340) / 431,
  })
})

it('smoothness() of no frames is nothing, not NaN', () => {
  const nothing = smoothness({ intervals: [], longTasks: [] }, 16)
  expect(Object.values(nothing)).toEqual([0, 0, 0, 0, 0, 0])
})

it('medians() takes the median of each figure by itself', () => {
  const rounds = [
    { late: 1, longestTask: 90 },
    { late: 9, longestTask: 10 },
    { late: 2, longestTask: 50 },
  ]
  expect(medians(rounds)).toEqual({ late: 2, longestTask: 50 })
})

it('report() has the machine and the tables', () => {
  const still = smoothness({ intervals: [16, 17], longTasks: [] }, 16)
  const results: WebResults = {
    machine: { browser: '1.2', processor: 'a processor', cores: 2, load: 0.5, niceness: 0 },
    time: 10_000,
    rounds: [{ idle: still, isolate: { ...still, readings: 9 }, page: { ...still, readings: 8 } }],
    firstAnswers: [{ cold: 1_234.5, warm: 400 }],
  }
  const text = report(results)
  expect(text).toMatch(/^Chromium 1\.2, .* a processor, 2 cores, load 0\.5/)
  expect(text).toContain(tables(results))
  expect(text).toContain('| 1235 ms |')
  expect(text).not.toContain('busy')
})

it('report() says when the machine itself was too busy to tell', () => {
  const still = smoothness({ intervals: [16, 17], longTasks: [] }, 16)
  const jerky = smoothness({ intervals: frames, longTasks: [] }, 16)
  const results: WebResults = {
    machine: { browser: '1.2', processor: 'a processor', cores: 2, load: 20, niceness: 0 },
    time: 10_000,
    rounds: [{ idle: jerky, isolate: { ...still, readings: 9 }, page: { ...still, readings: 8 } }],
    firstAnswers: [{ cold: 1, warm: 1 }],
  }
  expect(report(results)).toContain('25.0 % of the frames were late while nobody read')
})
