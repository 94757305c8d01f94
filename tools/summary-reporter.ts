import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'

/**
 * Ends a test run with every skipped test and its reason, every failed one and what it says, and one
 * plain line that a machine can read. A skip without a reason (`context.skip('why')`) fails the run.
 */
export class SummaryReporter implements Reporter {
  #vitest: Vitest | undefined
  readonly #print: (line: string) => void

  constructor(print: (line: string) => void = console.log) {
    this.#print = print
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const broken = modules.filter((module) => module.errors().length > 0)
    // With `-t` every test that is not asked for counts as skipped, for that one reason.
    const filter = this.#vitest?.config.testNamePattern
    const skipped = tests.filter((test) => test.result().state === 'skipped')
    if (filter === undefined) this.#listSkips(skipped)
    this.#listFailures(tests.filter((test) => test.result().state === 'failed'))
    const passed = tests.filter((test) => test.result().state === 'passed').length
    const failed = tests.length - passed - skipped.length + broken.length + unhandled.length
    this.#print(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)
  }

  #listFailures(failed: readonly TestCase[]): void {
    for (const test of failed) {
      const [message = ''] = (test.result().errors?.[0]?.message ?? '').split('\n')
      this.#print(`failed ${test.module.relativeModuleId} > ${test.fullName}: ${message}`)
    }
  }

  #listSkips(skipped: readonly TestCase[]): void {
    for (const test of skipped) {
      const reason = skipReason(test)
      if (reason === undefined) process.exitCode = 1
      const place = `${test.module.relativeModuleId} > ${test.fullName}`
      this.#print(`skipped ${place}: ${reason ?? 'NO REASON GIVEN, use context.skip("why")'}`)
    }
  }
}

function skipReason(test: TestCase): string | undefined {
  const result = test.result()
  return result.state === 'skipped' ? result.note : undefined
}
