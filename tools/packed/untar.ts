import { gunzipSync } from 'node:zlib'

const block = 512

/** The files of an npm tarball, by their paths below its one folder. */
export function untar(packed: Uint8Array): ReadonlyMap<string, Buffer> {
  const tar = gunzipSync(packed)
  const files = new Map<string, Buffer>()
  let longName: string | undefined
  for (let at = 0; at + block <= tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(field(tar, at + 124, 12), 8)
    const content = tar.subarray(at + block, at + block + size)
    const kind = field(tar, at + 156, 1)
    if (kind === 'x') longName = /\d+ path=(.*)\n/.exec(content.toString())?.[1]
    if (kind === '0' || kind === '') {
      const path =
        longName ?? [field(tar, at + 345, 155), field(tar, at, 100)].filter(Boolean).join('/')
      files.set(path.slice(path.indexOf('/') + 1), content)
      longName = undefined
    }
    at += block + Math.ceil(size / block) * block
  }
  return files
}

function field(tar: Buffer, start: number, length: number): string {
  return tar
    .toString('utf8', start, start + length)
    .replace(/\0.*$/s, '')
    .trim()
}
