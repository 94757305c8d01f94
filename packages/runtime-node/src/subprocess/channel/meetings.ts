import type { Host } from '@troupe/core/isolate'
import type { ChannelAnswer, ChannelNote } from '../note.ts'
import { Meeting } from './meeting.ts'

/** How long a process that ends waits for others to take what it said to them, in milliseconds. */
const patience = 1_000

/** A child's channels to other children, as its parent has them laid. */
export class Meetings {
  readonly #answer: (answer: ChannelAnswer) => void
  readonly #meetings = new Map<number, Meeting>()
  readonly #laid = new Set<Meeting>()

  constructor(answer: (answer: ChannelAnswer) => void) {
    this.#answer = answer
  }

  hear(note: ChannelNote, host: Host): void {
    const { step, channel } = note
    if (step === 'listen') void this.#tell(channel, this.#listen(note))
    else if (step === 'connect') void this.#tell(channel, this.#connect(note))
    else this.#finish(channel, step === 'lay' ? host : undefined)
  }

  async #tell(channel: number, step: Promise<void>): Promise<void> {
    const done = await step.then(
      () => true,
      () => false,
    )
    this.#answer({ channel, done })
  }

  async #listen({ channel, marks, at }: ChannelNote & { step: 'listen' }): Promise<void> {
    const meeting = new Meeting(marks)
    this.#meetings.set(channel, meeting)
    await meeting.listen(at)
  }

  async #connect({ channel, at }: ChannelNote & { step: 'connect' }): Promise<void> {
    await this.#meetings.get(channel)!.connect(at)
  }

  #finish(channel: number, host: Host | undefined): void {
    const meeting = this.#meetings.get(channel)
    this.#meetings.delete(channel)
    if (meeting === undefined) return
    if (host === undefined) return meeting.close()
    this.#laid.add(meeting)
    host.lay(channel, (events) =>
      meeting.open({
        receive: (packet) => events.receive(packet),
        closed: () => {
          this.#laid.delete(meeting)
          events.closed()
        },
      }),
    )
  }

  /** Calls `done` when all that was said has left, at once where it has already. */
  whenLeft(done: () => void): void {
    const leaving = [...this.#laid].flatMap(({ leaving }) => leaving ?? [])
    if (leaving.length === 0) return done()
    setTimeout(done, patience)
    void Promise.all(leaving).then(done)
  }
}
