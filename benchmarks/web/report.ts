import type { FirstAnswer, Round } from './measure.ts'
import { medians, type Smoothness } from './statistics.ts'

/** Everything of one run; times in milliseconds. */
export interface WebResults {
  readonly machine: {
    readonly browser: string
    readonly processor: string
    readonly cores: number
    /** Programs that wanted a core, at the beginning: above `cores` the machine was busy. */
    readonly load: number
  }
  readonly time: number
  readonly rounds: readonly Round[]
  readonly firstAnswers: readonly FirstAnswer[]
}

const places = {
  idle: 'nobody reads',
  isolate: 'in a worker (`worker()`)',
  page: 'on the page’s thread (`memory()`)',
} as const

/** The tables of a run, in Markdown. */
export function tables({ rounds, firstAnswers }: WebResults): string {
  return `${smoothnessTable(rounds)}\n\n${firstAnswerTable(firstAnswers)}`
}

function smoothnessTable(rounds: readonly Round[]): string {
  const line = (place: keyof Round): string[] => {
    const figures = medians<Smoothness & { readings?: number }>(rounds.map((round) => round[place]))
    return [
      places[place],
      String(figures.longTasks),
      milliseconds(figures.longestTask),
      `${figures.blocked.toFixed(1)} %`,
      `${figures.late.toFixed(2)} %`,
      milliseconds(figures.longestPause),
      String(figures.readings ?? '–'),
    ]
  }
  return markdown([
    [
      'the picture is read',
      'tasks over 50 ms',
      'longest task',
      'time in them',
      'late frames',
      'longest pause',
      'readings',
    ],
    ...(['idle', 'isolate', 'page'] as const).map(line),
  ])
}

function firstAnswerTable(answers: readonly FirstAnswer[]): string {
  const { cold, warm } = medians(answers)
  return markdown([
    ['from the click to the first answer', 'median', 'all'],
    ['cold: empty storage, the models are downloaded', milliseconds(cold), all(answers, 'cold')],
    ['warm: after a reload, the models are in storage', milliseconds(warm), all(answers, 'warm')],
  ])
}

function all(answers: readonly FirstAnswer[], which: keyof FirstAnswer): string {
  return answers.map((answer) => milliseconds(answer[which])).join(', ')
}

function milliseconds(value: number): string {
  return `${Math.round(value)} ms`
}

function markdown([header, ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = header!.map((_, column) => (column === 0 ? '---' : '--:'))
  return [header!, rule, ...rows].map(line).join('\n')
}

/** The page of the docs with this run's tables between its marks. */
export function intoPage(page: string, results: WebResults): string {
  const { browser, processor, cores, load } = results.machine
  const machine = `Chromium ${browser}, headless, no GPU; ${processor}, ${cores} cores, load ${load.toFixed(1)} at the beginning; ${results.rounds.length} rounds of ${results.time / 1_000} s each.`
  const marks = /(<!-- begin: bench:web -->)[^]*(<!-- end: bench:web -->)/
  if (!marks.test(page)) throw new Error('docs/web-benchmarks.md has lost the marks of its tables')
  return page.replace(
    marks,
    (_, begin, end) => `${begin}\n\n${machine}\n\n${tables(results)}\n\n${end}`,
  )
}
