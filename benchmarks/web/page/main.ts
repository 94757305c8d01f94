import { type Place, startReader } from './readers.ts'
import { record, type Recording } from './recorder.ts'

/** A recording, and how often the picture was read in it. */
export interface Measured extends Recording {
  readonly readings: number
  /** How many lines of text each reading found. */
  readonly lines: number
}

const picture = fetch('/picture.png').then(
  async (response) => new Uint8Array(await response.arrayBuffer()),
)

/** Reads the picture over and over for some milliseconds, after a first time that is not recorded. */
async function measure(place: Place, duration: number): Promise<Measured> {
  await using reader = await startReader(place)
  const image = await picture
  let lines = (await reader.ref.ask.read({ image })).length
  let readings = 0
  const recording = await record(async () => {
    const end = performance.now() + duration
    while (performance.now() < end) {
      lines = (await reader.ref.ask.read({ image })).length
      readings++
    }
  })
  return { ...recording, readings, lines }
}

/** The page while nobody reads: what the machine itself disturbs. */
function idle(duration: number): Promise<Recording> {
  return record(() => new Promise((resolve) => setTimeout(resolve, duration)))
}

/** Milliseconds from the click to the answer; they begin when the browser took the click. */
let answered: (took: number) => void
const firstAnswer = new Promise<number>((resolve) => (answered = resolve))
const button = document.querySelector<HTMLButtonElement>('#read')!
const output = document.querySelector<HTMLOutputElement>('#lines')!

button.addEventListener('click', ({ timeStamp }) => {
  void (async () => {
    const reader = await startReader('isolate')
    const lines = await reader.ref.ask.read({ image: await picture })
    output.textContent = lines.map(({ text }) => text).join('\n')
    answered(performance.now() - timeStamp)
  })()
})

/** What the runner calls from outside. */
export const bench = { measure, idle, firstAnswer, ready: picture.then(() => true) }

declare global {
  var bench: typeof import('./main.ts').bench
}

globalThis.bench = bench
