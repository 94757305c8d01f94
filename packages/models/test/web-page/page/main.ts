import { tellLanguage } from './language.ts'
import { keepShell, keptByShell } from './offline.ts'
import { storm } from './storm.ts'

/** Whether somebody waits for a file that somebody else downloads. */
async function someoneWaits(): Promise<boolean> {
  const { held = [], pending = [] } = await navigator.locks.query()
  const files = held.map(({ name }) => name).filter((name) => name!.startsWith('troupe:troupe:'))
  return pending.some(({ name }) => files.includes(name))
}

/** How much of an unfinished download is in storage, in bytes. */
async function kept(sha256: string): Promise<number> {
  try {
    let folder = await navigator.storage.getDirectory()
    for (const name of ['troupe', 'partial']) folder = await folder.getDirectoryHandle(name)
    return (await (await folder.getFileHandle(sha256)).getFile()).size
  } catch {
    return 0
  }
}

/** Resolves once `ask` says yes. */
async function until(ask: () => Promise<boolean>): Promise<void> {
  while (!(await ask())) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** What the tests call from outside. */
export const page = {
  tellLanguage,
  keepShell,
  keptByShell,
  untilSomeoneWaits: () => until(someoneWaits),
  untilKept: (sha256: string, bytes: number) => until(async () => (await kept(sha256)) === bytes),
  storm,
}

declare global {
  var models: typeof import('./main.ts').page
}

globalThis.models = page
