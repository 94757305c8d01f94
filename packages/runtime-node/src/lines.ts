import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** A line that does not end is cut here, so that nobody's memory fills with it. */
const longest = 64 * 1024

/** Cuts a stream of text into lines; resolves when it has ended, however it ended. */
export function eachLine(stream: Readable, take: (line: string) => void): Promise<void> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split('\n')
    rest = lines.pop()!
    if (rest.length > longest) {
      lines.push(rest)
      rest = ''
    }
    for (const line of lines) take(line.endsWith('\r') ? line.slice(0, -1) : line)
  })
  return new Promise((resolve) => {
    const end = (): void => {
      rest += decoder.end()
      if (rest !== '') take(rest)
      rest = ''
      resolve()
    }
    stream.once('end', end).once('close', end).on('error', end)
  })
}
