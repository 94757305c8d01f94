/** Puts the pages that errors lead to into the package: `help` of an ActorError is a path in it. */
import { cpSync } from 'node:fs'

const from = new URL('../../../docs/', import.meta.url)
const to = new URL('../docs/', import.meta.url)

for (const page of ['errors.md', 'semantics.md', 'crossing.md']) {
  cpSync(new URL(page, from), new URL(page, to))
}
