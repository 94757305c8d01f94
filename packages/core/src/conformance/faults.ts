import type { Fault } from './scripted.protocol.ts'

interface Runtime {
  process?: { exit(code: number): never; kill(pid: number, signal: string): void; pid: number }
  close?(): void
  SharedArrayBuffer?: new (bytes: number) => SharedArrayBuffer
  WebAssembly?: {
    Memory: new (size: { initial: number; maximum: number; shared: true }) => {
      readonly buffer: SharedArrayBuffer
    }
  }
}

/** The code of errors that a scripted actor takes for its end. */
export const fatal = 'E_FATAL'

const runtime = globalThis as unknown as Runtime

/** Performs a fault, on whatever runtime this is. */
export function commit(fault: Fault): void {
  switch (fault) {
    case 'fatal':
      throw Object.assign(new Error('fatal on purpose'), { code: fatal })
    case 'throw':
      throw Object.assign(new TypeError('thrown on purpose'), { code: 'E_PURPOSE' })
    case 'throw-undefined':
      throw undefined
    case 'throw-symbol':
      throw Symbol('on purpose') as unknown
    case 'reject':
      void Promise.reject(new Error('rejected on purpose'))
      return
    case 'exit':
      return runtime.process === undefined ? runtime.close?.() : runtime.process.exit(3)
    case 'exit-zero':
      return runtime.process === undefined ? runtime.close?.() : runtime.process.exit(0)
    case 'loop':
      for (let turn = 0; ; turn = 1 - turn);
    case 'block':
      block()
      return
    case 'segfault':
      return runtime.process?.kill(runtime.process.pid, 'SIGSEGV')
    case 'out-of-memory':
      return fill((kept) => kept.push({ at: kept.length }))
    case 'out-of-memory-at-once':
      return fill((kept) => kept.push(new Array(1e7).fill(kept.length)))
  }
}

function fill(add: (kept: unknown[]) => void): never {
  const kept: unknown[] = []
  for (;;) add(kept)
}

/** Blocks the thread, for ever or for so long. Pages that are not isolated hide SharedArrayBuffer. */
export function block(milliseconds?: number): void {
  const memory =
    runtime.SharedArrayBuffer === undefined
      ? new runtime.WebAssembly!.Memory({ initial: 1, maximum: 1, shared: true }).buffer
      : new runtime.SharedArrayBuffer(4)
  Atomics.wait(new Int32Array(memory), 0, 0, milliseconds)
}
