import { importError } from './import-error.ts'
import type { Failure } from './load-problem.ts'

/** What the browser told of a script that did not load, as little as that is. */
export interface Symptoms {
  readonly event: Event
  readonly url: string | undefined
  /** Policies that were violated since the worker was made. */
  readonly violations: readonly SecurityPolicyViolationEvent[]
}

/** How long the script's server may take to tell what is wrong, in milliseconds. */
const patience = 5_000

/** Finds out why a script did not load: the event rarely says, so its address is asked. */
export async function diagnose({ event, url, violations }: Symptoms): Promise<Failure> {
  if (isErrorEvent(event)) return broken(event)
  const answer = violations.length > 0 || url === undefined ? unexplained : await ask(url)
  // The news of a violation may come after that of the failure.
  const [violation] = violations
  return violation === undefined ? answer : blocked(violation)
}

async function ask(url: string): Promise<Failure> {
  try {
    const signal = AbortSignal.timeout(patience)
    const response = await fetch(url, { signal, credentials: 'same-origin' })
    await response.body?.cancel()
    return verdict(response) ?? (await importFailure(url))
  } catch (cause) {
    const words = 'could not be reached; look at the network and whether the server runs'
    return { problem: 'unreachable', words, cause }
  }
}

const unexplained: Failure = {
  problem: 'import',
  words:
    'or something that it imports is missing, no JavaScript, or blocked; the network panel of the browser tells which',
}

function blocked({ effectiveDirective, originalPolicy }: SecurityPolicyViolationEvent): Failure {
  return {
    problem: 'blocked',
    words: `is blocked by the page’s Content Security Policy (${effectiveDirective}: ${originalPolicy}); allow it with worker-src 'self'`,
  }
}

function isErrorEvent(event: Event): event is ErrorEvent {
  return typeof (event as Partial<ErrorEvent>).message === 'string'
}

function broken({ message, filename, lineno }: ErrorEvent): Failure {
  if (/outside a module|import\.meta/.test(message)) {
    const words = `is a module, and was started as a classic script: ${message}; pass { type: 'module' } to new Worker()`
    return { problem: 'syntax', words, cause: new Error(message) }
  }
  const place = filename ? ` (${filename}:${lineno})` : ''
  const cause = new Error(`${message}${place}`)
  return message.includes('SyntaxError')
    ? { problem: 'syntax', words: `cannot be parsed: ${cause.message}`, cause }
    : { problem: 'threw', words: `threw while it was loaded: ${cause.message}`, cause }
}

/** What the answer alone shows to be wrong. */
function verdict(response: Response): Failure | undefined {
  const type = response.headers.get('content-type') ?? 'no type'
  if (response.status >= 500 || response.status === 429) {
    const words = `was answered with ${response.status}; the server is in trouble, which may pass`
    return { problem: 'unreachable', words }
  }
  if (!response.ok) {
    const words = `was answered with ${response.status}; look at its address and what the server or bundler puts there`
    return { problem: 'not-found', words }
  }
  if (!isJavaScript(type) && /\.[cm]?tsx?$/.test(new URL(response.url).pathname)) {
    const words = `is served as ${type}: it is TypeScript that no bundler has seen; write new Worker(new URL('./x.worker.ts', import.meta.url), { type: 'module' }) as it stands, without variables`
    return { problem: 'wrong-type', words }
  }
  if (!isJavaScript(type)) {
    const words = `is served as ${type}, which is no JavaScript; look at its address (servers often answer unknown ones with a page)`
    return { problem: 'wrong-type', words }
  }
  if (globalThis.crossOriginIsolated && !response.headers.has('cross-origin-embedder-policy')) {
    const words =
      'comes without the header "Cross-Origin-Embedder-Policy: require-corp", which an isolated page demands of its workers'
    return { problem: 'embedder-policy', words }
  }
  return undefined
}

/** The script is there, so something in it or behind it is wrong. */
async function importFailure(url: string): Promise<Failure> {
  const told = await importError(url, patience)
  if (told === undefined) return unexplained
  const { name, message } = told
  const cause = new Error(`${name}: ${message}`)
  return name === 'SyntaxError'
    ? { problem: 'syntax', words: `cannot be parsed, or what it imports: ${cause.message}`, cause }
    : {
        problem: 'import',
        words: `is there, but something that it imports is not: ${cause.message}; the network panel of the browser tells which`,
        cause,
      }
}

function isJavaScript(type: string): boolean {
  return /\b(javascript|ecmascript|jscript|livescript)\b/i.test(type)
}
