import * as prettier from 'prettier'
import { shippedManifests } from '../src/platform/catalogue.ts'

/** The manifests of this package as a module: browsers read no folders. */
export async function shippedSource(): Promise<string> {
  const manifests = shippedManifests().map(({ manifest }) => manifest)
  const source = `/* eslint max-lines: off -- written by a script */

/** Written by \`scripts/write-shipped.ts\` from the manifests in \`models/\`. */
export const shipped: readonly unknown[] = ${JSON.stringify(manifests, null, 2)}\n`
  const style = await prettier.resolveConfig(new URL('../src/platform/shipped.ts', import.meta.url))
  return prettier.format(source, { ...style, parser: 'typescript' })
}
