import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { IsolateKind, RunningPeer } from '../peers/peer.ts'

export type Bare = Pick<RunningPeer, 'echo' | 'stop'> & { readonly pid?: number | undefined }

/** An isolate that loads the same module as an actor's, and nothing else. */
export function startBare(kind: IsolateKind): Bare {
  const file = new URL(
    `../workers/bare-${kind === 'thread' ? 'thread' : 'process'}.js`,
    import.meta.url,
  )
  return kind === 'thread' ? bareThread(file) : bareProcess(fileURLToPath(file))
}

function bareThread(file: URL): Bare {
  const worker = new Worker(file)
  return {
    async echo(message) {
      worker.postMessage(message)
      const [answer] = (await once(worker, 'message')) as [unknown]
      return answer
    },
    stop: () => worker.terminate(),
  }
}

function bareProcess(file: string): Bare {
  const child = fork(file)
  const gone = once(child, 'exit')
  return {
    pid: child.pid,
    async echo(message) {
      child.send(message)
      const [answer] = (await once(child, 'message')) as [unknown]
      return answer
    },
    async stop() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
