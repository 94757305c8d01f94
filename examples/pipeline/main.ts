import { readFile } from 'node:fs/promises'
import { child, pipeline, pool, supervise } from '@troupe/core'
import { Language } from '@troupe/models/language'
import { Ocr } from '@troupe/models/ocr'
import { subprocess } from '@troupe/runtime-node'

const samples = new URL('../web-demo/public/samples/', import.meta.url)
const pictures = ['light-on-dark.png', 'upside-down.png', 'coloured.jpg']

await using app = await supervise({
  children: {
    readers: pool(Ocr, subprocess(import.meta.resolve('@troupe/models/ocr/actor')), { size: 2 }),
    language: child(Language, subprocess(import.meta.resolve('@troupe/models/language/actor'))),
  },
})
const { readers, language } = app.children

const texts = pipeline(pictures)
  .map(async (name) => ({ image: await readFile(new URL(name, samples)) }))
  .map(readers.ask.read, { concurrency: 2 })
  .map((lines) => lines.map(({ text }) => text).join(' '))
  .map(async (text, call) => {
    const [likeliest] = await language.ask.detect({ text }, call)
    return `${likeliest?.language}: ${text}`
  })

// Nothing runs before it is read, and results keep the order of the pictures.
for await (const text of texts) console.log(text)
