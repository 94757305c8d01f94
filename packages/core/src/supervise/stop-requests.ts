import type { IsolateHost } from '../isolate/isolate.ts'

/**
 * What asks a tree to stop from outside, from its first isolate on: a process that starts a tree has to
 * end as well, and process 1 hears no signal that nobody listens to.
 */
export class StopRequests {
  readonly #hosts = new Map<IsolateHost, () => void>()
  /** How the tree stops. */
  stop: () => Promise<unknown> = () => Promise.resolve()
  /** Whether somebody asked. */
  came = false

  listen(host: IsolateHost): void {
    if (this.#hosts.has(host)) return
    const end = host.onStopRequested(() => {
      this.came = true
      return this.stop()
    })
    this.#hosts.set(host, end)
  }

  end(): void {
    for (const end of this.#hosts.values()) end()
    this.#hosts.clear()
  }
}
