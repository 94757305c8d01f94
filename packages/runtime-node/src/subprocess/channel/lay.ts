import type { ChannelAnswer, ChannelNote } from '../note.ts'
import { meetingPlace } from './meeting-place.ts'

/** A child process that a channel is laid to, as its parent talks to it. */
export class Party {
  readonly #say: (note: ChannelNote) => void
  /** Who waits for its answer, by channel. */
  readonly #asked = new Map<number, (done: boolean) => void>()
  #gone = false

  constructor(say: (note: ChannelNote) => void) {
    this.#say = say
  }

  tell(note: ChannelNote): void {
    this.#asked.delete(note.channel)
    this.#say(note)
  }

  /** Whether it did what the note says; `false` when it is gone. */
  ask(note: ChannelNote): Promise<boolean> {
    if (this.#gone) return Promise.resolve(false)
    this.#say(note)
    return new Promise((resolve) => this.#asked.set(note.channel, resolve))
  }

  answered({ channel, done }: ChannelAnswer): void {
    this.#asked.get(channel)?.(done)
    this.#asked.delete(channel)
  }

  /** It is gone. */
  end(): void {
    this.#gone = true
    for (const settle of this.#asked.values()) settle(false)
    this.#asked.clear()
  }
}

/**
 * Lays a channel between two child processes. Each listens for the other and then connects to it, so
 * that there is a socket for each direction: when one breaks, what came through the other is not lost.
 *
 * @returns Whether both have it.
 */
export async function layChannel(caller: Party, callee: Party, channel: number): Promise<boolean> {
  using place = meetingPlace()
  if (place === undefined) return false
  const { marks } = place
  const at = { caller: place.socket('caller'), callee: place.socket('callee') }
  const laid =
    (await both(
      caller.ask({ step: 'listen', channel, marks, at: at.caller }),
      callee.ask({ step: 'listen', channel, marks, at: at.callee }),
    )) &&
    (await both(
      caller.ask({ step: 'connect', channel, at: at.callee }),
      callee.ask({ step: 'connect', channel, at: at.caller }),
    ))
  for (const party of [caller, callee]) party.tell({ step: laid ? 'lay' : 'abandon', channel })
  return laid
}

/** As soon as one fails, the other one is not waited for. */
function both(one: Promise<boolean>, other: Promise<boolean>): Promise<boolean> {
  return new Promise((resolve) => {
    for (const step of [one, other]) void step.then((done) => void (done || resolve(false)))
    void Promise.all([one, other]).then(() => resolve(true))
  })
}
