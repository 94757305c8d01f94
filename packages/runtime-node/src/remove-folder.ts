import { rmSync } from 'node:fs'

/** Removes a folder of temporary things; one that cannot be removed stays, and hurts nobody. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // Somebody else cleans up where temporary things are.
  }
}
