import type { InspectorFrame } from '../frame.ts'
import { defineInspector } from './inspector.ts'

/** The page of the inspector on Node: frames come as events from the server that served it. */
const inspector = defineInspector()
document.querySelector('main')!.append(inspector)
const { commands } = document.body.dataset
if (commands === 'true') {
  inspector.command = async (command, path) => {
    const body = JSON.stringify({ command, path })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('command', { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(await answer.text())
  }
}

const state = document.querySelector<HTMLElement>('#state')!
const say = (words: string, live: boolean): void => {
  state.textContent = words
  state.dataset['live'] = String(live)
}
const events = new EventSource('events')
events.addEventListener('begin', ({ data }: MessageEvent<string>) => {
  inspector.clear()
  inspector.show(...(JSON.parse(data) as InspectorFrame[]))
  say('live', true)
})
events.addEventListener('frame', ({ data }: MessageEvent<string>) =>
  inspector.show(JSON.parse(data) as InspectorFrame),
)
events.addEventListener('over', ({ data }: MessageEvent<string>) => {
  events.close()
  inspector.command = undefined
  say(`over: ${JSON.parse(data) as string}`, false)
})
events.addEventListener('error', () => say('not connected', false))

const theme = document.querySelector<HTMLSelectElement>('#theme')!
theme.addEventListener('change', () => {
  document.documentElement.dataset['theme'] = theme.value
})
