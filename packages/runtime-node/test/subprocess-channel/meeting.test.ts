import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { Packet } from '@troupe/core'
import type { ChannelPort } from '@troupe/core/isolate'
import { Meeting } from '../../src/subprocess/channel/meeting.ts'
import { type MeetingPlace, meetingPlace } from '../../src/subprocess/channel/meeting-place.ts'

/** An end, and what came out of it. */
interface End {
  readonly port: ChannelPort
  readonly heard: (Packet | 'closed')[]
  readonly meeting: Meeting
  until(count: number): Promise<void>
}

async function connected(): Promise<[Meeting, Meeting, MeetingPlace]> {
  const place = meetingPlace()!
  const [one, other] = [new Meeting(place.marks), new Meeting(place.marks)]
  await Promise.all([one.listen(place.socket('one')), other.listen(place.socket('other'))])
  await Promise.all([one.connect(place.socket('other')), other.connect(place.socket('one'))])
  return [one, other, place]
}

function opened(meeting: Meeting): End {
  const heard: End['heard'] = []
  let listener = (): void => {}
  const hear = (event: Packet | 'closed'): void => {
    heard.push(event)
    listener()
  }
  const port = meeting.open({ receive: hear, closed: () => hear('closed') })
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      listener = () => void (heard.length >= count && resolve())
      listener()
    })
  return { port, heard, meeting, until }
}

async function pair(): Promise<[End, End]> {
  const [one, other, place] = await connected()
  place[Symbol.dispose]()
  return [opened(one), opened(other)]
}

const packet = (size: number, ...attachments: number[]): Packet => ({
  bytes: new Uint8Array(size).map((_, at) => at * 7),
  attachments: attachments.map((size) => new Uint8Array(size).map((_, at) => at * 3).buffer),
})

describe('Meeting', () => {
  it('carries packets of any size both ways, in order', async () => {
    const [one, other] = await pair()
    const sent = [packet(1), packet(100_000, 5, 0, 300_000), packet(3, 2_000_000), packet(0)]
    for (const each of sent) {
      one.port.send(each)
      other.port.send(each)
    }
    await Promise.all([one.until(4), other.until(4)])
    expect(one.heard).toEqual(sent)
    expect(other.heard).toEqual(sent)
    one.port.close()
    other.port.close()
  })

  it('keeps what comes before it is opened', async () => {
    const [early, late, place] = await connected()
    using _ = place
    const one = opened(early)
    one.port.send(packet(9))
    one.port.close()
    const other = opened(late)
    await other.until(2)
    expect(other.heard).toEqual([packet(9), 'closed'])
    other.port.close()
  })

  it('lets all that was said arrive before its end, much more than fits on the way', async () => {
    const [one, other] = await pair()
    other.port.send(packet(5, 8_000_000))
    other.port.close()
    const { leaving } = other.meeting
    expect(leaving).toBeDefined()
    await one.until(2)
    expect(one.heard).toEqual([packet(5, 8_000_000), 'closed'])
    await leaving
    expect(other.meeting.leaving).toBeUndefined()
    one.port.close()
  })

  it('still hears what was said when nobody hears it any more', async () => {
    const [one, other] = await pair()
    other.port.send(packet(4))
    other.port.close()
    // It finds nobody, and breaks that way only.
    for (let n = 0; n < 3; n++) one.port.send(packet(1_000_000))
    await one.until(2)
    expect(one.heard).toEqual([packet(4), 'closed'])
    one.port.send(packet(1))
    one.port.close()
  })

  it('takes noise for damage', async () => {
    using place = meetingPlace()!
    const meeting = new Meeting(place.marks)
    const server = createServer((socket) => void socket.end('hello from a library'))
    server.listen(place.socket('other'))
    await Promise.all([meeting.listen(place.socket('one')), once(server, 'listening')])
    const listener = connect(place.socket('one'))
    await meeting.connect(place.socket('other'))
    const end = opened(meeting)
    await end.until(2)
    expect(end.heard).toEqual([{ bytes: new Uint8Array(), attachments: [] }, 'closed'])
    end.port.close()
    listener.destroy()
    server.close()
  })

  it('says that it cannot listen or connect where there is no place', async () => {
    const place = meetingPlace()!
    const meeting = new Meeting(place.marks)
    place[Symbol.dispose]()
    await expect(meeting.listen(place.socket('one'))).rejects.toThrow()
    await expect(meeting.connect(place.socket('other'))).rejects.toThrow('ENOENT')
    meeting.close()
  })
})
