import type { ServerResponse } from 'node:http'
import type { InspectorFrame, Recording } from '@troupe/core/inspector'
import { residentMemory } from './memory.ts'

/** Makes a frame now and then and sends it to all who look. */
export class Broadcast {
  readonly #recording: Recording
  readonly #viewers = new Set<ServerResponse>()
  readonly #timer: NodeJS.Timeout
  #memory = new Map<number, number>()
  #measuring = false

  constructor(recording: Recording, interval: number) {
    this.#recording = recording
    this.#recording.frame(this.#withMemory)
    // Looking at an app does not keep it alive.
    this.#timer = setInterval(() => this.#next(), interval).unref()
  }

  #next(): void {
    const frame = this.#recording.frame(this.#withMemory)
    if (this.#viewers.size > 0) this.#send('frame', frame)
    void this.#measure(frame)
  }

  readonly #withMemory = (frame: InspectorFrame): InspectorFrame => ({
    ...frame,
    memory: process.memoryUsage.rss(),
    actors: frame.actors.map((actor) => {
      const memory = actor.pid === undefined ? undefined : this.#memory.get(actor.pid)
      return memory === undefined ? actor : { ...actor, memory }
    }),
  })

  async #measure({ actors }: InspectorFrame): Promise<void> {
    if (this.#measuring) return
    this.#measuring = true
    this.#memory = await residentMemory(actors.flatMap(({ pid }) => pid ?? []))
    this.#measuring = false
  }

  /** Sends what there was so far and then each frame as it comes. */
  join(viewer: ServerResponse): void {
    viewer.socket?.unref()
    this.#viewers.add(viewer)
    viewer.once('close', () => this.#viewers.delete(viewer))
    viewer.write(event('begin', this.#recording.frames))
  }

  #send(name: string, data: unknown): void {
    const text = event(name, data)
    for (const viewer of this.#viewers) {
      // Who reads more slowly than frames come is left behind, and begins anew.
      if (viewer.writableLength > 2 ** 22) viewer.destroy()
      else viewer.write(text)
    }
  }

  /** Says why it is over and lets everybody go. */
  end(reason: string): void {
    clearInterval(this.#timer)
    this.#send('frame', this.#recording.frame(this.#withMemory))
    this.#recording.end()
    this.#send('over', reason)
    for (const viewer of this.#viewers) viewer.end()
  }
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
