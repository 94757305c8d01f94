import { createInterface } from 'node:readline'
import { inspector } from '@troupe/runtime-node/inspector'
import { startApp } from './app.ts'
import { tellLanguage } from './tell-language.ts'

await using app = await startApp()
const page = await inspector(app, { commands: true })
console.log(`See the actor live, and crash it: ${page.url}`)
console.log('Write a sentence in any language; Ctrl-D ends.')

for await (const text of createInterface({ input: process.stdin })) {
  console.log(await tellLanguage(app.children.language, text))
}
