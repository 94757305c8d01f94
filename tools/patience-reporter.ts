import type { Reporter, TestModule } from 'vitest/node'

/** How often it speaks, in milliseconds. */
const pause = 30_000

/** Says which test files are still running, so that a long or stuck one is seen for what it is. */
export class PatienceReporter implements Reporter {
  readonly #running = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined

  onTestRunStart(): void {
    this.#timer = setInterval(() => this.#say(), pause)
    this.#timer.unref()
  }

  onTestModuleStart(module: TestModule): void {
    this.#running.set(module.relativeModuleId, performance.now())
  }

  onTestModuleEnd(module: TestModule): void {
    this.#running.delete(module.relativeModuleId)
  }

  onTestRunEnd(): void {
    clearInterval(this.#timer)
  }

  #say(): void {
    const now = performance.now()
    const late = [...this.#running].filter(([, since]) => now - since >= pause)
    for (const [file, since] of late) {
      console.log(`   still running ${file} after ${Math.round((now - since) / 1000)} s`)
    }
  }
}
