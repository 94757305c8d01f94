// Runs one check, by its name, with the packages as they are installed here.
import process from 'node:process'
import { ActorError, child, supervise } from '@troupe/core'
import { Language } from '@troupe/models/language'
import { subprocess, thread } from '@troupe/runtime-node'
import { Probe } from './probe.protocol.js'

const module = new URL('./probe.actor.js', import.meta.url)

const checks = {
  'a thread answers': () => withProbe(thread(module), answers),
  'a process answers': () => withProbe(subprocess(module), answers),
  'a stream is cancelled': () => withProbe(thread(module), cancelsStream),
  'a thread exits and comes back': () => withProbe(thread(module), comesBack('exit')),
  'a process aborts and comes back': () => withProbe(subprocess(module), comesBack('abort')),
  'an endless loop is ended': () => withProbe(thread(module), comesBack('loop')),
  'a model computes': tellsLanguage,
}

async function withProbe(isolate, check) {
  const probe = child(Probe, isolate, { stallTimeout: 2_000, backoff: { min: 0 } })
  const app = await supervise({ log: false, children: { probe } })
  await check(app.children.probe)
  await app.stop()
}

async function answers(probe) {
  await probe.ask.add(2)
  const sum = await probe.ask.add(3)
  if (sum !== 5) throw new Error(`2 and 3 is ${sum}`)
}

async function cancelsStream(probe) {
  for await (const n of probe.stream.count()) if (n === 1_000) break
  await answers(probe)
}

const comesBack = (operation) => async (probe) => {
  const error = await probe.ask[operation](7).catch((reason) => reason)
  if (!ActorError.is(error, 'down')) throw new Error(`${operation} gave ${error}`)
  await answers(probe)
}

async function tellsLanguage() {
  const module = import.meta.resolve('@troupe/models/language/actor')
  const app = await supervise({
    log: false,
    children: { language: child(Language, subprocess(module)) },
  })
  const [guess] = await app.children.language.ask.detect({ text: 'Wo ist denn hier der Bahnhof?' })
  if (guess?.language !== 'deu') throw new Error(`it is told to be ${guess?.language}`)
  await app.stop()
}

const [name] = process.argv.slice(2)
if (name === undefined) {
  console.log(JSON.stringify(Object.keys(checks)))
} else {
  await checks[name]()
  console.log('it holds')
}
