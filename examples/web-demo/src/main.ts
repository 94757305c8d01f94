import { describeExit } from '@troupe/core'
import { showFacts, showStart, offerToForget } from './facts/panel.ts'
import { showFrames } from './frames/panel.ts'
import { ImagePanel } from './image/panel.ts'
import { pageReader } from './image/page-reader.ts'
import { fetchPicture, pictureOf } from './image/picture.ts'
import { showInspector } from './inspector/panel.ts'
import { announce } from './page/announce.ts'
import { byId, write } from './page/dom.ts'
import { takeDrops } from './page/drop.ts'
import { chooseTheme } from './page/theme.ts'
import { reasonOf } from './page/words.ts'
import { SoundPanel } from './sound/panel.ts'
import { TextPanel } from './text/panel.ts'
import { samples } from './text/samples.ts'
import { counted } from './tree/counted.ts'
import { Ledger } from './tree/ledger.ts'
import { showTree } from './tree/panel.ts'
import { strike } from './tree/strike.ts'
import { startTree } from './tree/tree.ts'

chooseTheme()
const ledger = new Ledger()
let onPageNow = 0
/** The first frame after a block still bears the time of its beginning; the second is the long one. */
let framesOfPageWork = 0
const frames = showFrames(() => {
  const onPage = framesOfPageWork > 0
  framesOfPageWork = onPageNow > 0 ? 2 : Math.max(0, framesOfPageWork - 1)
  return onPage ? 'page' : ledger.busy ? 'workers' : 'none'
})

const begun = performance.now()
const app = startTree(ledger.inspect)
const actors = app.then(({ children }) => counted(children, (id) => ledger.sent(id)))
app.then(
  (running) => {
    const { exited } = running
    showInspector(running)
    showStart(ledger, performance.now() - begun)
    void exited.then((reason) => showProblem(`The tree is over: ${describeExit(reason)}. Reload.`))
  },
  (error: unknown) => showProblem(`The actors did not start. ${reasonOf(error)}`),
)
// Whoever waits for the actors tells of it; the page needs no second report.
actors.catch(() => {})

const image = new ImagePanel(
  {
    prepare: (place) => (place === 'worker' ? actors : onPage(pageReader)),
    async read({ bytes }, place) {
      if (place === 'worker') return (await actors).reader.ask.read({ image: bytes })
      const reader = await pageReader()
      return onPage(() => reader.ask.read({ image: bytes }))
    },
  },
  frames.meter,
)
const sound = new SoundPanel(actors)
const text = new TextPanel(actors)

function showProblem(words: string): void {
  const problem = byId('problem')
  problem.hidden = false
  write(problem, words)
}

/** Work that the strip shows as the page's own. */
async function onPage<T>(doWork: () => Promise<T>): Promise<T> {
  onPageNow++
  framesOfPageWork = 2
  try {
    return await doWork()
  } finally {
    onPageNow--
  }
}

const recording = async (name: string): Promise<Uint8Array> => {
  const response = await fetch(`samples/${name}`)
  return new Uint8Array(await response.arrayBuffer())
}
const sentences = recording('two-utterances.wav')
const alexa = recording('alexa.wav')
const work = {
  reader: async () => image.readDisturbed(),
  speech: async () => (await actors).speech.ask.detect({ wav: await sentences }),
  wakeWord: async () => (await actors).wakeWord.ask.detect({ wav: await alexa }),
  language: async () => (await actors).language.ask.detect({ text: samples.german }),
  spam: async () => (await actors).spam.ask.judge({ mail: samples.offer }),
}
showTree(ledger, (id, fault) => {
  void strike(id, fault, { ledger, work, onStrike: frames.mark }).catch((error: unknown) =>
    announce(reasonOf(error)),
  )
})
takeDrops({
  picture: (file) => void image.open(() => pictureOf(file.name, file)),
  sound: (file) => void sound.hearFile(file),
})
void showFacts(ledger)
offerToForget(async () => (await app).stop())
void image.open(
  () => fetchPicture('samples/photograph.jpg'),
  document.querySelector<HTMLElement>('[data-picture]')!,
)
void text.judge()
