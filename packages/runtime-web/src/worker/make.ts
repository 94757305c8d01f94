import { ActorError } from '@troupe/core'

/** A worker, and the address of its script where it could be seen. */
export interface MadeWorker {
  readonly worker: Worker
  readonly url?: string
}

const hint =
  "write worker(() => new Worker(new URL('./x.worker.js', import.meta.url), { type: 'module' }))"

/**
 * Bundlers find the script of a worker by its literal form alone, so no address is taken.
 *
 * @throws {ActorError<'invalid-argument'>} It is no function.
 */
export function checkCreate(create: unknown): void {
  if (typeof create === 'function') return
  const given = create instanceof URL ? 'a URL' : typeof create
  const words = `worker() takes a function that makes the worker, and got ${given}; ${hint}`
  throw new ActorError('invalid-argument', words, { argument: 'create', hint })
}

/**
 * Calls the app's function. Nothing else tells which script a worker was made from, and a script
 * that cannot be loaded can only be explained by its address: so the constructor is watched for the
 * length of that one call.
 *
 * @throws {ActorError<'invalid-argument'>} The function gave no worker.
 */
export function makeWorker(create: () => Worker): MadeWorker {
  const urls = new Map<unknown, string>()
  const worker = watched(create, (made, url) => urls.set(made, url))
  if (!isWorker(worker)) {
    throw new ActorError('invalid-argument', `The function gave no worker: ${hint}`, {
      argument: 'create',
      hint,
    })
  }
  const url = urls.get(worker)
  return url === undefined ? { worker } : { worker, url }
}

function watched(create: () => Worker, made: (worker: unknown, url: string) => void): unknown {
  const scope = globalThis as { Worker?: typeof Worker }
  const original = scope.Worker
  if (original === undefined) return create()
  const watching = new Proxy(original, {
    construct(target, args: [unknown, unknown?], newTarget) {
      const isOwn = newTarget === watching
      const worker = Reflect.construct(target, args, isOwn ? target : newTarget) as object
      made(worker, absolute(String(args[0])))
      return worker
    },
  })
  scope.Worker = watching
  try {
    return create()
  } finally {
    scope.Worker = original
  }
}

function absolute(url: string): string {
  const base = globalThis.document?.baseURI ?? globalThis.location.href
  return URL.canParse(url, base) ? new URL(url, base).href : url
}

function isWorker(value: unknown): value is Worker {
  const { postMessage, terminate } = (value ?? {}) as Partial<Worker>
  return typeof postMessage === 'function' && typeof terminate === 'function'
}
