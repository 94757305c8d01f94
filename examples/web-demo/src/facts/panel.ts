import type { InspectionEvent } from '@troupe/core'
import { capabilities } from '@troupe/runtime-web'
import { byId, write } from '../page/dom.ts'
import { keepOffline } from '../page/offline.ts'
import { duration, reasonOf, size } from '../page/words.ts'
import { actorIds } from '../tree/actors.ts'
import type { Ledger } from '../tree/ledger.ts'
import { knownStarts, rememberStart, type StartTimes } from './start-times.ts'
import { forgetModels, storageUsed } from './storage.ts'

/** Each model computes on the worker's own thread. */
const alone = 'WebAssembly, 1 thread'

/** Shows what this browser offers and what computes. */
export async function showFacts(ledger: Ledger): Promise<void> {
  const { crossOriginIsolated, hardwareConcurrency } = capabilities()
  const shared = crossOriginIsolated ? 'shared' : 'not shared'
  write(byId('fact-memory'), shared)
  write(byId('fact-cores'), String(hardwareConcurrency))
  ledger.onChange((event) => {
    if (event !== undefined && fellBack(event)) write(byId('fact-computes'), alone)
  })
  showStarts(knownStarts())
  void showStorage()
  write(byId('fact-computes'), (await hasGpu()) ? 'WebGPU, WebAssembly' : alone)
}

/** The tree is up for the first time. */
export function showStart(ledger: Ledger, milliseconds: number): void {
  const downloaded = actorIds.some((id) => ledger.of(id).downloaded)
  showStarts(rememberStart(downloaded ? 'cold' : 'warm', milliseconds))
  void showOffline()
}

/** The button that forgets the models; `stop` ends those who use them. */
export function offerToForget(stop: () => Promise<unknown>): void {
  const button = byId<HTMLButtonElement>('forget')
  button.addEventListener('click', () => {
    button.disabled = true
    void stop()
      .then(forgetModels)
      .then(
        () => location.reload(),
        (error: unknown) => write(button, `Not all are forgotten: ${reasonOf(error)}`),
      )
  })
}

function showStarts({ cold, warm }: StartTimes): void {
  write(byId('fact-cold'), cold === undefined ? 'not yet' : duration(cold))
  write(byId('fact-warm'), warm === undefined ? 'reload to see' : duration(warm))
}

async function showOffline(): Promise<void> {
  const kept = await keepOffline(await hasGpu())
  write(byId('fact-offline'), kept ? 'works' : 'does not work')
  await showStorage()
}

async function showStorage(): Promise<void> {
  const used = await storageUsed()
  write(byId('fact-storage'), used === undefined ? 'not told' : size(used))
}

/** A provider that does not work here is told of, and the next one has its turn. */
function fellBack(event: InspectionEvent): boolean {
  return event.type === 'log' && event.message.includes('does not work with webgpu')
}

async function hasGpu(): Promise<boolean> {
  const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<unknown> } }
  return gpu !== undefined && (await gpu.requestAdapter().catch(() => null)) !== null
}
