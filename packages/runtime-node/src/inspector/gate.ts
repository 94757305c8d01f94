import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Why a request is turned away, as the status of its answer. */
export type Refusal = 403 | 404

/** Lets in what the reader of the URL asks for, and no page of anybody else. */
export class Gate {
  readonly token = randomBytes(24).toString('base64url')
  readonly #hosts: readonly string[]

  constructor(port: number) {
    this.#hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  }

  /** The path behind the token, or why there is none. */
  check({ url = '', method, headers }: IncomingMessage): string | Refusal {
    const { host = '', origin } = headers
    // A name that somebody else points at this address is not ours.
    if (!this.#hosts.includes(host)) return 403
    if (origin !== undefined && origin !== `http://${host}`) return 403
    if (method !== 'GET' && origin === undefined) return 403
    const site = headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return 403
    const [, token = '', ...rest] = url.split('/')
    return this.#isToken(token) ? rest.join('/') : 404
  }

  #isToken(given: string): boolean {
    const [own, other] = [Buffer.from(this.token), Buffer.from(given)]
    return own.length === other.length && timingSafeEqual(own, other)
  }
}
