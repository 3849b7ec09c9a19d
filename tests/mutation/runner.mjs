// A test runner for Stryker that runs the law's tests in its own process: a mutant costs as long as the tests take until one fails.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'

class LawTests {
  async init() {
    // The mutants stand in a copy, which is the directory of the process; this file does not.
    this.checks = (await import(pathToFileURL(resolve('tests/mutation/checks.ts')).href)).CHECKS
  }
  capabilities() {
    return { reloadEnvironment: false }
  }
  run() {
    const tests = []
    for (const [name, check] of this.checks) {
      const begun = performance.now()
      const about = { id: name, name, timeSpentMs: 0 }
      try {
        check()
        tests.push({ ...about, timeSpentMs: performance.now() - begun, status: 0 })
      } catch (error) {
        tests.push({ ...about, timeSpentMs: performance.now() - begun, status: 1, failureMessage: String(error?.message ?? error).slice(0, 300) })
        return tests
      }
    }
    return tests
  }
  async dryRun() {
    const tests = this.run()
    return { status: 'complete', tests, mutantCoverage: globalThis.__stryker__?.mutantCoverage }
  }
  async mutantRun({ activeMutant }) {
    globalThis.__stryker__ ??= {}
    globalThis.__stryker__.activeMutant = activeMutant.id
    const tests = this.run()
    globalThis.__stryker__.activeMutant = undefined
    const failed = tests.find(test => test.status === 1)
    return failed ? { status: 'killed', killedBy: [failed.id], failureMessage: failed.failureMessage, nrOfTests: tests.length } : { status: 'survived', nrOfTests: tests.length }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'law', LawTests)]
