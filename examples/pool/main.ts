import { type ActorError, pool, supervise } from '@troupe/core'
import { thread } from '@troupe/runtime-node'
import { Hasher } from './hasher.protocol.ts'

await using app = await supervise({
  children: {
    hashers: pool(Hasher, thread(new URL('./hasher.actor.ts', import.meta.url)), { size: 2 }),
  },
  log: false,
})
const { hash } = app.children.hashers.ask

const passwords = ['one', 'two', 'three', 'four', 'five', 'six']
const answers = await Promise.all(passwords.map((password) => hash(password)))
const threads = new Set(answers.map(({ thread }) => thread))
console.log(`${answers.length} hashes by ${threads.size} threads`)
console.log(`the first: ${answers[0]!.hash}`)

// One member dies in its work. What waits behind it goes on when it is back.
const dying = hash('').catch(({ code }: ActorError) => code)
const others = await Promise.all(passwords.map((password) => hash(password)))
console.log(`the call that ended its thread: ${await dying}`)
console.log(`the ${others.length} beside it and behind it: answered`)
