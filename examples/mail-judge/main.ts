import { EventEmitter, once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { child, describeExit, supervise, watch } from '@troupe/core'
import { Spam } from '@troupe/models/spam'
import { subprocess } from '@troupe/runtime-node'
import { MailJudge } from './mail-judge.protocol.ts'

const folder = await mkdtemp(join(tmpdir(), 'mail-judge-'))
const spam = await readFile(new URL('../main-job/input/mail.txt', import.meta.url), 'utf8')
const wanted = `Hi all, the patch from yesterday breaks the build on FreeBSD. I think the configure script
tests for the wrong header; could somebody with access to the list archives look up why we changed it?`

/** Tells each time the process of the judge begins. */
const life = new EventEmitter()

/** The model is an actor of its own: when the judge crashes, it stays loaded. */
const start = () =>
  supervise({
    children: {
      model: child(Spam, subprocess(import.meta.resolve('@troupe/models/spam/actor'))),
      judge: child(MailJudge, subprocess(new URL('./mail-judge.actor.ts', import.meta.url)), {
        options: { file: join(folder, 'counts.json') },
      }),
    },
    inspect: (event) => event.path === 'app/judge' && life.emit(event.type, event),
    log: false,
  })

try {
  const begun = once(life, 'child-ready')
  const first = await start()
  const { judge } = first.children
  for (const mail of [spam, wanted]) console.log((await judge.ask.judge(mail)) ? 'spam' : 'wanted')
  console.log('counted', await judge.ask.counts())

  watch(judge, ({ reason, final }) => final || console.log(`ended: ${describeExit(reason)}`))
  process.kill((await begun)[0].pid, 'SIGKILL')
  // It waits for the next life of the judge.
  console.log('after it', await judge.ask.counts())
  await judge.ask.judge(wanted)
  await first.stop()

  await using second = await start()
  console.log('in the next run', await second.children.judge.ask.counts())
} finally {
  await rm(folder, { recursive: true })
}
