import { ActorError } from '@troupe/core'
import { describe, expect, test } from 'vitest'
import { http, type HttpOptions } from '../../src/source/http.ts'
import { rangeHeaders } from '../../src/source/http-response.ts'
import { memoryStore } from '../../src/store/memory.ts'
import type { Unfinished } from '../../src/store/store.ts'
import { HurriedClock } from '../support/hurried-clock.ts'
import { sha256 } from '../support/manifest.ts'
import { type Answer, answers, sends, serve, type TestServer } from '../support/server.ts'
import { someBytes } from '../support/some-bytes.ts'

const bytes = someBytes(200_000)
const file = {
  model: 'test/model@1.0.0',
  name: 'model.onnx',
  sha256: sha256(bytes),
  size: bytes.length,
}
const stall = 30_000

interface Attempt {
  readonly options?: HttpOptions
  readonly signal?: AbortSignal
  readonly watch?: (unfinished: Unfinished) => void
}

/** Downloads into a new memory store. */
async function download(
  server: TestServer,
  { options, signal, watch }: Attempt = {},
): Promise<Uint8Array> {
  const clock = new HurriedClock(stall)
  const source = http({ clock, random: () => 0, ...options })
  const request = { source: server.url, file, base: undefined, signal }
  const content = await memoryStore().fill(file, {
    source: server.url,
    into: (unfinished) =>
      source.download!(request, watch === undefined ? unfinished : watched(unfinished, watch)),
  })
  return content.bytes()
}

function watched(unfinished: Unfinished, watch: (unfinished: Unfinished) => void): Unfinished {
  return {
    get size() {
      return unfinished.size
    },
    get tag() {
      return unfinished.tag
    },
    restart: (tag) => unfinished.restart(tag),
    async append(chunk) {
      await unfinished.append(chunk)
      watch(unfinished)
    },
  }
}

async function failure(answer: Answer, ...more: Answer[]): Promise<Error> {
  await using server = await serve(answer, ...more)
  return await download(server).then(
    () => expect.unreachable('the download should fail'),
    (error: unknown) => error as Error,
  )
}

describe('http() downloads', () => {
  test('http() asks for no encoding and no range at first', async () => {
    await using server = await serve(sends(bytes))
    expect(
      sha256(await download(server, { options: { headers: { authorization: 'Bearer x' } } })),
    ).toBe(file.sha256)
    const { headers } = server.requests[0]!
    expect(headers['accept-encoding']).toBe('identity')
    expect(headers.authorization).toBe('Bearer x')
    expect(headers.range).toBeUndefined()
  })

  test.each(['\0\0\0', '"ä\u{1F600}"', `"${'x'.repeat(20_000)}"`, 'no quotes', ''])(
    'http() resumes without a tag that is none: %j',
    (tag) => {
      const unfinished = { size: 5, tag } as Unfinished
      expect(rangeHeaders(unfinished)).toEqual({ 'accept-encoding': 'identity', range: 'bytes=5-' })
    },
  )

  test('http() resumes where the connection was cut', async () => {
    await using server = await serve(
      sends(bytes, { cutAfter: 70_000 }),
      sends(bytes, { cutAfter: 50_000 }),
      sends(bytes),
    )
    expect(sha256(await download(server))).toBe(file.sha256)
    expect(server.requests).toHaveLength(3)
    const starts = server.requests.map(({ headers }) => Number(headers.range?.slice(6, -1) ?? 0))
    expect(starts[1]).toBeGreaterThan(0)
    expect(starts[2]).toBeGreaterThan(starts[1]!)
    expect(server.requests[2]!.headers['if-range']).toBe('"one"')
  })

  test('http() resumes after an end that looked like the end', async () => {
    await using server = await serve(
      sends(bytes, { chunked: true, cutAfter: 60_000 }),
      sends(bytes),
    )
    expect(sha256(await download(server))).toBe(file.sha256)
    expect(server.requests[1]!.headers.range).toBe('bytes=60000-')
  })

  test('http() begins again where the server ignores ranges', async () => {
    await using server = await serve(
      sends(bytes, { cutAfter: 60_000 }),
      sends(bytes, { ignoresRange: true }),
    )
    expect(sha256(await download(server))).toBe(file.sha256)
  })

  test('http() begins again where the file has changed since', async () => {
    const old = someBytes(200_000).map((byte) => byte ^ 1)
    await using server = await serve(
      sends(old, { cutAfter: 60_000 }),
      sends(bytes, { etag: '"two"' }),
    )
    expect(sha256(await download(server))).toBe(file.sha256)
  })

  test('http() begins again where the file has changed and the server does not look at if-range', async () => {
    const old = someBytes(200_000).map((byte) => byte ^ 1)
    await using server = await serve(
      sends(old, { cutAfter: 60_000 }),
      sends(bytes, { etag: '"two"', ignoresIfRange: true }),
    )
    expect(sha256(await download(server))).toBe(file.sha256)
    expect(server.requests[2]!.headers.range).toBeUndefined()
  })

  test('http() begins again where the server sends another range than it was asked for', async () => {
    await using server = await serve(
      sends(bytes, { cutAfter: 60_000 }),
      sends(bytes, { contentRange: 'bytes 0-199999/200000' }),
      sends(bytes),
    )
    expect(sha256(await download(server))).toBe(file.sha256)
    expect(server.requests[2]!.headers.range).toBeUndefined()
  })

  test('http() begins again on 416', async () => {
    await using server = await serve(sends(bytes, { cutAfter: 60_000 }), answers(416), sends(bytes))
    expect(sha256(await download(server))).toBe(file.sha256)
    expect(server.requests[2]!.headers.range).toBeUndefined()
  })

  test('http() follows redirects', async () => {
    await using real = await serve(sends(bytes))
    await using server = await serve(answers(302, { location: real.url }))
    expect(sha256(await download(server))).toBe(file.sha256)
  })

  test('http() breaks off a silent connection and goes on', async () => {
    await using server = await serve(sends(bytes, { stallAfter: 10_000 }), sends(bytes))
    const clock = new HurriedClock(stall)
    const got = await download(server, {
      options: { clock, stall },
      watch: ({ size }) => size === 10_000 && setImmediate(() => clock.fire()),
    })
    expect(sha256(got)).toBe(file.sha256)
    expect(server.requests[1]!.headers.range).toBe('bytes=10000-')
  })

  test('http() breaks off a server that never answers', async () => {
    const clock = new HurriedClock(stall)
    await using server = await serve(() => setImmediate(() => clock.fire()), sends(bytes))
    expect(sha256(await download(server, { options: { clock, stall } }))).toBe(file.sha256)
  })
})

describe('http() retries', () => {
  test('http() waits longer and longer after errors of the server', async () => {
    const clock = new HurriedClock(stall)
    await using server = await serve(answers(503), answers(500), answers(429), sends(bytes))
    await download(server, { options: { clock, random: () => 0.5 } })
    expect(clock.waits).toEqual([375, 750, 1_500])
  })

  test('http() waits as long as the server says', async () => {
    const clock = new HurriedClock(stall)
    await using server = await serve(answers(429, { 'retry-after': '7' }), sends(bytes))
    await download(server, { options: { clock } })
    expect(clock.waits).toEqual([7_000])
  })

  test('http() gives up after attempts that brought nothing, and says what the last one met', async () => {
    await using server = await serve(answers(503))
    await expect(download(server, { options: { attempts: 3 } })).rejects.toThrow(
      'the server answered 503 Service Unavailable (gave up after 3 attempts)',
    )
    expect(server.requests).toHaveLength(3)
  })

  test('http() gives up on a server that is not there', async () => {
    const server = await serve(answers(200))
    await server[Symbol.asyncDispose]()
    await expect(download(server, { options: { attempts: 2 } })).rejects.toThrow(
      /ECONNREFUSED.*gave up after 2 attempts/,
    )
  })

  test('http() does not retry what the server does not have', async () => {
    await using server = await serve(answers(404))
    await expect(download(server)).rejects.toThrow('the server answered 404 Not Found')
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['leads back to itself', '', /redirect count exceeded/, 21],
    ['leads to another scheme', 'ftp://127.0.0.1/model.onnx', /scheme/, 1],
    ['leads to what is no URL', 'http://[', /Invalid URL/, 1],
    ['leads to a port that fetch refuses', 'http://127.0.0.1:6000/', /bad port/, 1],
  ])('http() does not retry an address that %s', async (_what, location, reason, requests) => {
    const clock = new HurriedClock(stall)
    await using server = await serve(answers(302, { location }))
    const error = await download(server, { options: { clock } }).catch((error: unknown) => error)
    expect(error).toMatchObject({ message: expect.stringMatching(reason) })
    expect(error).toMatchObject({ message: expect.stringContaining('correct the address') })
    expect(server.requests).toHaveLength(requests)
    expect(clock.waits).toEqual([])
  })

  test.each(['http://[', 'http://user:secret@127.0.0.1/model.onnx'])(
    'http() does not retry what is no address: %s',
    async (url) => {
      const clock = new HurriedClock(stall)
      const server: TestServer = { url, requests: [], async [Symbol.asyncDispose]() {} }
      await expect(download(server, { options: { clock } })).rejects.toThrow('correct the address')
      expect(clock.waits).toEqual([])
    },
  )

  test('http() stops when its signal is aborted', async () => {
    await using server = await serve(sends(bytes, { stallAfter: 10_000 }))
    const controller = new AbortController()
    const reason = new Error('enough')
    const attempt = download(server, {
      signal: controller.signal,
      watch: () => controller.abort(reason),
    })
    await expect(attempt).rejects.toBe(reason)
  })
})

describe('http() and a wrong file', () => {
  test('http() refuses a flipped bit', async () => {
    const flipped = bytes.slice()
    flipped[150_000]! ^= 1
    const error = await failure(sends(flipped))
    if (!ActorError.is(error, 'model-corrupt')) throw error
    expect(error.details.expected).toBe(`sha256 ${file.sha256}`)
    expect(error.details.actual).toBe(`sha256 ${sha256(flipped)}`)
  })

  test('http() begins once more where a file that came in parts turns out wrong', async () => {
    const flipped = bytes.slice()
    flipped[10]! ^= 1
    await using server = await serve(sends(flipped, { cutAfter: 60_000 }), sends(bytes))
    expect(sha256(await download(server))).toBe(file.sha256)
    expect(server.requests).toHaveLength(3)
  })

  test('http() refuses a file of another length without reading it', async () => {
    const error = await failure(sends(bytes.subarray(0, 1_000)))
    expect(error.message).toMatch(/is truncated: expected 200000 bytes, found 1000 bytes/)
  })

  test('http() refuses a body that is longer than the manifest says', async () => {
    const error = await failure(sends(someBytes(300_000), { chunked: true }))
    expect(ActorError.is(error, 'model-corrupt')).toBe(true)
  })
})
