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
    /** The priority of the run: 0 is usual, below that it went before others. */
    readonly niceness: number
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

/** Where the page at rest misses the target, the machine is what was measured. */
function caveat({ rounds }: WebResults): string {
  const { late } = medians(rounds.map(({ idle }) => idle))
  if (late <= 1) return ''
  return ` **The machine was busy**: ${late.toFixed(1)} % of the frames were late while nobody read, so the target of 1 % is neither met nor missed by this run, and all times are longer than on a machine at rest.`
}

/** What a run writes into the docs. */
export function report(results: WebResults): string {
  const { browser, processor, cores, load, niceness } = results.machine
  const machine = `Chromium ${browser}, headless, no GPU; ${processor}, ${cores} cores, load ${load.toFixed(1)} at the beginning, niceness ${niceness}; ${results.rounds.length} rounds of ${results.time / 1_000} s each.${caveat(results)}`
  return `${machine}\n\n${tables(results)}`
}
