import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { registry } from '@troupe/models'
import type { BareSeed } from './bare.ts'
import type { MeasuredModel } from './model.ts'

const bare = new URL('./bare.js', import.meta.url)

/** Milliseconds from nothing to the first answer of a model, without Troupe. */
export type BareCost = () => Promise<number>

export async function bareCosts({
  reference,
  shape,
}: MeasuredModel): Promise<Record<'thread' | 'subprocess', BareCost>> {
  const { model } = await registry().load(reference)
  if (typeof model !== 'string') throw new Error(`${reference} is no file`)
  const seed: BareSeed = { file: model, shape }
  return { thread: () => inThread(seed), subprocess: () => inProcess(seed) }
}

async function inThread(workerData: BareSeed): Promise<number> {
  const begun = performance.now()
  const worker = new Worker(bare, { workerData })
  await once(worker, 'message')
  const cost = performance.now() - begun
  await worker.terminate()
  return cost
}

async function inProcess(seed: BareSeed): Promise<number> {
  const begun = performance.now()
  const child = spawn(process.execPath, [fileURLToPath(bare), JSON.stringify(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const cost = performance.now() - begun
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return cost
}
