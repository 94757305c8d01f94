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

/** What the tests call from outside. */
export const page = { tellLanguage, keepShell, keptByShell, someoneWaits, kept, storm }

declare global {
  var models: typeof import('./main.ts').page
}

globalThis.models = page
