import { type Fault, faults } from './fault.ts'
import { bystanders } from './finding.ts'
import { peers } from './peers.ts'
import { goals, ratiosOf, type Recovery } from './recovery/recovery.ts'
import type { Summary } from './summary.ts'
import { table } from './table.ts'
import { errorKept, hostLife, loss, orphans, overview, recovery, settling } from './words.ts'

/** Everything that a run has found, as it is stored. */
export interface Findings {
  readonly node: string
  readonly platform: string
  readonly versions: Readonly<Record<string, string>>
  readonly repeats: number
  readonly limit: number
  readonly rounds: number
  readonly matrix: readonly Summary[]
  readonly recoveries: readonly Recovery[]
}

/** The page that shows all of it. */
export function page(findings: Findings): string {
  const { matrix, recoveries, rounds } = findings
  const shown = faults.filter(({ id }) => matrix.some(({ fault }) => fault === id))
  return [
    '<!-- Written by npm run bench:faults; a change here is lost. -->',
    '# What happens when things go wrong',
    'Troupe beside what adopters would pick instead: each fault strikes in a running call, and the table shows what the caller and the app make of it. All figures of this page come from one run of `npm run bench:faults`.',
    '## At a glance',
    overviewTable(matrix, shown),
    method(findings),
    ...shown.map((fault) => section(fault, matrix)),
    recoverySection(recoveries, rounds),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

/** One row for each peer, one column for each fault. */
export function overviewTable(matrix: readonly Summary[], shown: readonly Fault[]): string {
  const header = ['', ...shown.map(({ title }) => title)]
  const ids = [...new Set(matrix.map(({ peer }) => peer))]
  const cell = (peer: string, fault: Fault): string => {
    const summary = matrix.find((one) => one.peer === peer && one.fault === fault.id)
    return summary === undefined ? '' : overview(summary)
  }
  return table(
    header,
    ids.map((peer) => [peer, ...shown.map((fault) => cell(peer, fault))]),
  )
}

function method({ node, platform, versions, repeats, limit }: Findings): string {
  const listed = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  const seconds = limit / 1_000
  return [
    '## How it is measured',
    `Node ${node} on ${platform}; ${listed.join(', ')}. Every peer runs one isolate and is otherwise at its defaults; comedy is told to respawn what crashed, and where a library leaves the errors of its workers to the app (comlink, threads, poolifier) they are listened to, without which the app would end with the worker. Troupe's actor has the default restarts.`,
    `Each cell runs in an app of its own, ${repeats === 1 ? 'once' : `${repeats} times`}; durations are medians. Right behind the call that fails ${bystanders} harmless calls are made, and after the fault more of them until one is answered.`,
    [
      `- **never**: not within ${seconds} s. Nothing is waited for any longer.`,
      '- **rejects**: the call fails, with the time from the call, for the busy loop from the moment when it is given up. **resolves**: the call succeeds although it failed.',
      '- **up**: time to the first good answer of any other call, counted likewise. **dead**: there was none.',
      `- **loses**: of the ${bystanders} calls behind, so many were not answered.`,
      '- **app dies**: the process that made the call is gone, and with it all that it did.',
      '- Out of memory includes the time to fill the heap.',
    ].join('\n'),
  ].join('\n\n')
}

function section({ id, title, what }: Fault, matrix: readonly Summary[]): string {
  const rows = matrix.filter(({ fault }) => fault === id)
  return [`## ${title}`, what, detail(id, rows)].join('\n\n')
}

function detail(id: Fault['id'], rows: readonly Summary[]): string {
  if (id === 'host-exit') {
    return table(
      ['', 'orphan'],
      rows.map((row) => [row.peer, orphans(row)]),
    )
  }
  const last = id === 'custom-error' ? 'error kept' : 'the caller is told'
  const header = ['', 'the call', 'good answer after', 'calls lost', 'app lives', last]
  if (id === 'busy-loop') header.push('given up by')
  return table(
    header,
    rows.map((row) => [
      row.peer,
      settling(row),
      recovery(row),
      loss(row),
      hostLife(row),
      id === 'custom-error' ? errorKept(row) : `\`${(row.told ?? ' ').replaceAll('`', "'")}\``,
      ...(id === 'busy-loop' ? [peers.find((peer) => peer.id === row.peer)!.cancel] : []),
    ]),
  )
}

function recoverySection(recoveries: readonly Recovery[], rounds: number): string {
  if (recoveries.length === 0) return ''
  const ms = (value: number): string => `${Math.round(value)}`
  const rows = recoveries.map((one) => {
    const { model, kind, bare, without, standby } = one
    const ratios = ratiosOf(one)
    return [
      `${model}, ${kind}`,
      ...[bare, without.exited, without.up, without.ready, without.answered].map(ms),
      judged(ratios.bare, goals.bare),
      ms(standby.answered),
      judged(ratios.standby, goals.standby),
    ]
  })
  return [
    '## Coming back with a model',
    `Milliseconds from a crash (\`process.exit\` inside the isolate) to the next good answer of a model, medians of ${rounds} rounds in which all are measured in turn. Bare is the cost without Troupe of starting such an isolate, loading the same model with onnxruntime and running it once; it has no death to notice. \`standby: 1\` keeps a spare.`,
    table(
      [
        '',
        'bare',
        'exit seen',
        'next one up',
        'model loaded',
        'answer',
        `of bare (goal ${goals.bare})`,
        'answer with spare',
        `of without (goal ${goals.standby})`,
      ],
      rows,
    ),
  ].join('\n\n')
}

function judged(ratio: number, goal: number): string {
  const text = ratio.toFixed(2)
  return ratio <= goal ? text : `**${text}**`
}
