import { actor } from '@troupe/core/actor'
import { Spam } from '@troupe/models/spam'
import { load, save } from './kept.ts'
import { type Counts, MailJudge } from './mail-judge.protocol.ts'

export default actor(MailJudge, async ({ options: { file }, lookup }) => {
  const model = await lookup(Spam, 'app/model')
  if (model === undefined) throw new Error('there is no model at app/model')
  let counts = await load<Counts>(file, { spam: 0, wanted: 0 })
  return {
    async judge(mail, call) {
      const { spam } = await model.ask.judge({ mail }, call)
      const kind = spam ? 'spam' : 'wanted'
      const counted = { ...counts, [kind]: counts[kind] + 1 }
      // Kept before it is answered: what somebody was told is not forgotten.
      await save(file, counted)
      counts = counted
      return spam
    },
    counts: () => counts,
  }
})
