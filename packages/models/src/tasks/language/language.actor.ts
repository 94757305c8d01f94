import { inference } from '../../inference.ts'
import { detectLanguage } from './detect.ts'
import { Language } from './protocol.ts'
import { parseVocabulary } from './vocabulary.ts'

/** Serves {@link Language}. */
export default inference(
  Language,
  { models: { network: 'language/detection' } },
  async ({ models }) => {
    const vocabulary = parseVocabulary(await models.network.text('vocabulary.json'))
    return {
      detect: (message) => detectLanguage(models.network.session, vocabulary, message?.text),
    }
  },
)
