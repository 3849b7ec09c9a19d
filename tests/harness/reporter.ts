import { DefaultReporter } from 'vitest/node'
import type { TestModule, TestRunEndReason } from 'vitest/node'

/** Vitest's own report, and as the very last line what was passed, failed and skipped. */
export default class CountingReporter extends DefaultReporter {
  override onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    super.onTestRunEnd(modules, errors as never, reason) // the same value, whatever the version calls its type
    const count = { passed: 0, failed: 0, skipped: 0 }
    for (const module of modules) {
      const states = [...module.children.allTests()].map(test => test.result().state)
      // A test that was never begun (its program is missing) is a skipped one.
      for (const state of states) count[state === 'pending' ? 'skipped' : state] += 1
      // A file that could not be collected, or a hook that threw, is a failure even when no single test is.
      if (module.state() === 'failed' && !states.includes('failed')) count.failed += 1
    }
    count.failed += errors.length
    process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`)
  }
}
