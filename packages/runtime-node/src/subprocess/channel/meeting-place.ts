import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lastMoment } from '../../last-moment.ts'
import { removeFolder } from '../../remove-folder.ts'
import { inMemory } from '../shared-file.ts'
import { marksBytes } from './file-marks.ts'

/** On Windows there is no folder that would keep others away from a socket. */
export const channelsHere = process.platform !== 'win32'

/** A folder that nobody but this user can enter, in which two processes find each other. */
export interface MeetingPlace extends Disposable {
  /** The file of the channel's marks. */
  readonly marks: string
  /** Where a socket of that name is. */
  socket(name: string): string
}

/** `undefined` where no folder can be made. What both hold open outlives it. */
export function meetingPlace(): MeetingPlace | undefined {
  const folder = makeFolder(inMemory) ?? makeFolder(tmpdir())
  if (folder === undefined) return undefined
  lastMoment.folders.add(folder)
  return {
    marks: marksIn(folder),
    socket: (name) => join(folder, name),
    [Symbol.dispose]() {
      lastMoment.folders.delete(folder)
      removeFolder(folder)
    },
  }
}

function makeFolder(parent: string): string | undefined {
  try {
    const folder = mkdtempSync(join(parent, 'troupe-'))
    writeFileSync(marksIn(folder), new Uint8Array(marksBytes))
    return folder
  } catch {
    return undefined
  }
}

function marksIn(folder: string): string {
  return join(folder, 'marks')
}
