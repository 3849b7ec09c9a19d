// A test runner for Stryker that runs the law's tests in its own process: a mutant costs as long as the tests take until one fails.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'

/** What the mutated code and this runner tell each other. */
const shared = (globalThis.__stryker__ ??= {})

class LawTests {
  capabilities() {
    return { reloadEnvironment: false }
  }

  /** The mutants stand in a copy, which is the directory of the process; this file does not. A mutant may stand in what is made on loading. */
  async load() {
    this.checks ??= (await import(pathToFileURL(resolve('tests/mutation/checks.ts')).href)).CHECKS
  }

  /** Those of the checks that come by the mutant, or all. */
  run(wanted) {
    const tests = []
    for (const [name, check] of this.checks.filter(([name]) => wanted?.includes(name) ?? true)) {
      const begun = performance.now()
      const about = { id: name, name }
      shared.currentTestId = name
      try {
        check()
        tests.push({ ...about, timeSpentMs: performance.now() - begun, status: 0 })
      } catch (error) {
        tests.push({ ...about, timeSpentMs: performance.now() - begun, status: 1, failureMessage: String(error?.message ?? error).slice(0, 300) })
        return tests
      } finally {
        shared.currentTestId = undefined
      }
    }
    return tests
  }

  async dryRun() {
    await this.load()
    return { status: 'complete', tests: this.run(), mutantCoverage: shared.mutantCoverage }
  }

  async mutantRun({ activeMutant, testFilter, mutantActivation }) {
    // What other mutants find in this process must not be made by this one.
    if (mutantActivation === 'runtime') await this.load()
    shared.activeMutant = activeMutant.id
    try {
      await this.load()
    } catch (error) {
      return { status: 'killed', killedBy: ['facts'], failureMessage: String(error?.message ?? error).slice(0, 300), nrOfTests: 1 }
    }
    const tests = this.run(testFilter)
    shared.activeMutant = undefined
    const failed = tests.find(test => test.status === 1)
    return failed ? { status: 'killed', killedBy: [failed.id], failureMessage: failed.failureMessage, nrOfTests: tests.length } : { status: 'survived', nrOfTests: tests.length }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'law', LawTests)]
