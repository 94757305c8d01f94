import * as prettier from 'prettier'
import { parseManifest } from '../src/manifest.ts'
import { shippedManifests } from './shipped-manifests.ts'

/** The manifests of this package as a module, checked: a start neither reads the folder nor checks them. */
export async function shippedSource(): Promise<string> {
  const manifests = shippedManifests().map(({ manifest }) => parseManifest(manifest))
  const source = `/* eslint max-lines: off -- written by a script */
import type { Manifest } from '../manifest.ts'

/** Written by \`scripts/write-shipped.ts\` from the manifests in \`models/\`. */
export const shipped: readonly Manifest[] = ${JSON.stringify(manifests, null, 2)}\n`
  const style = await prettier.resolveConfig(new URL('../src/platform/shipped.ts', import.meta.url))
  return prettier.format(source, { ...style, parser: 'typescript' })
}
