import { inference } from '../../inference.ts'
import { Spam } from './protocol.ts'
import { judgeMail } from './judge.ts'

/** Serves {@link Spam}. */
export default inference(Spam, { models: { network: 'spam/detection' } }, async ({ models }) => ({
  judge: (message) => judgeMail(models.network.session, message?.mail),
}))
