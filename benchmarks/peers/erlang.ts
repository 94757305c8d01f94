import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Contender } from '../measure/compare.ts'

/** Erlang/OTP between two processes of the operating system. */
export interface Otp {
  /** A figure as `workers/otp.erl` measures it, over so many milliseconds. */
  measure(what: 'flood' | 'median' | 'p99', milliseconds: number): Promise<number>
}

export const erlangName = 'erlang/otp'

// Erlang compiles it itself; it is not in `dist`.
const source = fileURLToPath(new URL('../../workers/otp.erl', import.meta.url))

/** Erlang as a contender, where it is on the PATH. */
export function erlang(sampling: (otp: Otp) => Promise<readonly number[]>): Contender[] {
  if (!hasErlang()) {
    console.log('  erl is not on the PATH, so Erlang/OTP is left out (Debian: erlang-base)')
    return []
  }
  const start = async (): Promise<Awaited<ReturnType<Contender['start']>>> => {
    const otp = await startOtp()
    return { sample: () => sampling(otp), stop: otp.stop }
  }
  return [{ name: erlangName, role: 'peer', start }]
}

function hasErlang(): boolean {
  return spawnSync('erl', ['-noshell', '-eval', 'halt().'], { stdio: 'ignore' }).status === 0
}

/** Two nodes that find each other without the port mapper daemon, which would outlive them. */
async function startOtp(): Promise<Otp & { stop: () => Promise<unknown> }> {
  const names = ['server', 'client'].map((role) => `troupe_bench_${role}_${process.pid}@localhost`)
  const port = 20_000 + (process.pid % 20_000)
  const [server, client] = names as [string, string]
  const nodes = [startNode(server, port, ['serve'])]
  await answers(nodes[0]!).next()
  const asking = startNode(client, port, ['ask', server])
  nodes.push(asking)
  const lines = answers(asking)
  await lines.next()
  return {
    async measure(what, milliseconds) {
      asking.stdin!.write(`${what} ${Math.round(milliseconds)}\n`)
      const { value, done } = await lines.next()
      if (done === true) throw new Error('the Erlang node is gone')
      return Number(value)
    },
    stop: () =>
      Promise.all(
        nodes.map((node) => {
          node.kill('SIGKILL')
          return once(node, 'exit')
        }),
      ),
  }
}

function startNode(name: string, port: number, words: readonly string[]): ChildProcess {
  const load = `{ok, Module, Code} = compile:file("${source}", [binary]), code:load_binary(Module, "otp", Code), otp:main()`
  const listens = words[0] === 'serve' ? [] : ['-dist_listen', 'false']
  return spawn(
    'erl',
    [
      ...['-noshell', '-sname', name, '-setcookie', `troupe${process.pid}`],
      ...['-start_epmd', 'false', '-erl_epmd_port', String(port), ...listens],
      ...['-eval', `${load}.`, '-extra', ...words],
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
}

function answers(node: ChildProcess): AsyncIterator<string> {
  return createInterface({ input: node.stdout! })[Symbol.asyncIterator]()
}
