import {
  child,
  type ChildOptions,
  type Inspector,
  type Isolate,
  memory,
  supervise,
  supervisor,
} from '@troupe/core'
import { faulty, type FaultyIsolate } from '@troupe/core/testing'
import { Language } from '@troupe/models/language'
import { Ocr } from '@troupe/models/ocr'
import { Spam } from '@troupe/models/spam'
import { VoiceActivity } from '@troupe/models/voice-activity'
import { WakeWord } from '@troupe/models/wake-word'
import { subprocess, thread } from '@troupe/runtime-node'
import { Talker } from './actors/talker.protocol.ts'
import { Victim } from './actors/victim.protocol.ts'

const module = new URL('./actors/victim.actor.js', import.meta.url)
const talker = new URL('./actors/talker.actor.js', import.meta.url)
const always = { max: 'infinity', within: 1 } as const
const soon = { backoff: { min: 5, max: 100 } }

/** Every isolate by the path of its actor, so that faults find it. */
export type Isolates = Map<string, FaultyIsolate>

/** The light actors, a group that restarts as one with a group in it, those that talk, and the models. */
export function startTree(file: string, seed: number, models: boolean, inspect: Inspector) {
  const isolates: Isolates = new Map()
  const at = (path: string, isolate: Isolate): FaultyIsolate => {
    const wrapped = faulty(isolate, { seed: seed + isolates.size, milliseconds: 20 })
    isolates.set(`chaos/${path}`, wrapped)
    return wrapped
  }
  const victim = (path: string, isolate: Isolate, options: ChildOptions<typeof Victim> = {}) =>
    child(Victim, at(path, isolate), {
      options: { file },
      mailbox: { capacity: 256 },
      stallTimeout: 1_000,
      // A greeting that is lost is found missing then.
      startTimeout: 8_000,
      shutdown: 1_000,
      ...soon,
      ...options,
    })
  const light = { light: lightActors(victim), group: groups(victim), talk: talkers(file) }
  const children = models
    ? { ...light, models: modelActors(at) }
    : (light as typeof light & { models: ReturnType<typeof modelActors> })
  return supervise({
    name: 'chaos',
    restarts: always,
    children,
    deadline: 120_000,
    log: false,
    inspect,
  }).then((app) => ({ app, isolates }))
}

const inMemory = () => memory(() => import('./actors/victim.actor.ts').then((it) => it.default))
const inThread = () => thread(module, { memory: 48 })
const inProcess = () => subprocess(module, { memory: 160 })
const again = { delivery: 'at-least-once' } as const

/** Starts and stops one of each kind: Node keeps some things from the first time on. */
export async function warmUp(file: string): Promise<void> {
  const options = { options: { file } }
  const app = await supervise({
    children: {
      thread: child(Victim, inThread(), options),
      process: child(Victim, inProcess(), options),
    },
    log: false,
  })
  await app.stop()
}

type MakeVictim = (
  path: string,
  isolate: Isolate,
  options?: ChildOptions<typeof Victim>,
) => ReturnType<typeof child<typeof Victim>>

function lightActors(victim: MakeVictim) {
  return supervisor({
    restarts: always,
    children: {
      memory1: victim('light/memory1', inMemory()),
      memory2: victim('light/memory2', inMemory(), again),
      thread1: victim('light/thread1', inThread()),
      thread2: victim('light/thread2', inThread(), again),
      thread3: victim('light/thread3', inThread()),
      process1: victim('light/process1', inProcess()),
      process2: victim('light/process2', inProcess(), again),
    },
  })
}

/** A restart here takes brothers along, and too many take the group above along. */
function groups(victim: MakeVictim) {
  return supervisor({
    strategy: 'one-for-all',
    restarts: { max: 4, within: 10_000 },
    ...soon,
    children: {
      memory3: victim('group/memory3', inMemory()),
      thread4: victim('group/thread4', inThread()),
      nested: supervisor({
        strategy: 'rest-for-one',
        restarts: { max: 1, within: 5_000 },
        ...soon,
        children: {
          memory4: victim('group/nested/memory4', inMemory()),
          memory5: victim('group/nested/memory5', inMemory(), again),
          process3: victim('group/nested/process3', inProcess()),
        },
      }),
    },
  })
}

/** They ask each other over channels of their own, two and two. */
function talkers(file: string) {
  const options = { options: { file }, startTimeout: 8_000, shutdown: 1_000, ...soon }
  const inThread = () => child(Talker, thread(talker, { memory: 48 }), options)
  const inProcess = () => child(Talker, subprocess(talker, { memory: 160 }), options)
  return supervisor({
    restarts: always,
    children: {
      thread5: inThread(),
      thread6: inThread(),
      process4: inProcess(),
      process5: inProcess(),
    },
  })
}

function modelActors(at: (path: string, isolate: Isolate) => Isolate) {
  const served = (task: string): string => import.meta.resolve(`@troupe/models/${task}/actor`)
  const stall = { stallTimeout: 15_000, nativeTimeout: 15_000 }
  const options = { ...soon, ...stall, startTimeout: 60_000, maxDeliveries: 10 }
  const shared = { ...options, allowThread: true }
  return supervisor({
    restarts: always,
    children: {
      ocr: child(Ocr, at('models/ocr', subprocess(served('ocr'))), options),
      speech: child(VoiceActivity, at('models/speech', thread(served('voice-activity'))), shared),
      wakeWord: child(WakeWord, at('models/wakeWord', subprocess(served('wake-word'))), options),
      language: child(Language, at('models/language', thread(served('language'))), shared),
      spam: child(Spam, at('models/spam', subprocess(served('spam'))), options),
    },
  })
}

/** The running tree. */
export type Tree = Awaited<ReturnType<typeof startTree>>
