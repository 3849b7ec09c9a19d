import { defineConfig } from 'vitest/config'
import { MACHINE, REQUIRE_ALL } from './tests/harness/machine.ts'
import LongestFirst from './tests/harness/sequencer.ts'

/** A project whose program this machine lacks still lists its tests, all skipped: they are counted, not forgotten. */
const onlyWith = (program: keyof typeof MACHINE) => (MACHINE[program] === undefined && !REQUIRE_ALL ? { runner: './tests/harness/skipping-runner.ts' } : {})

const DATABASE_TESTS = ['src/**/*.db.test.ts', 'demo/**/*.db.test.ts', 'tests/*.db.test.ts', 'tests/simulator/*.db.test.ts']
const common = { pool: 'forks', testTimeout: 60_000, hookTimeout: 120_000, sequence: { shuffle: true } } as const

export default defineConfig({
  test: {
    // One more than the two cores that the suite is measured on: a journey waits for its browser, and a test on the server for the server.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    reporters: ['./tests/harness/reporter.ts'],
    projects: [
      {
        test: {
          ...common, name: 'pure',
          include: ['src/**/*.test.ts', 'demo/**/*.test.ts', 'tests/*.test.ts', 'tests/law/*.test.ts', 'tests/architecture/*.test.ts', 'tests/commands/*.test.ts'],
          exclude: DATABASE_TESTS,
        },
      },
      {
        test: {
          ...common, name: 'embedded', include: DATABASE_TESTS, env: { TONGXIN_TEST_DATABASE: 'embedded' },
          globalSetup: ['tests/harness/set-up-embedded.ts'],
        },
      },
      {
        test: {
          ...common, name: 'server', include: DATABASE_TESTS, env: { TONGXIN_TEST_DATABASE: 'server' },
          globalSetup: ['tests/harness/set-up-embedded.ts', 'tests/harness/set-up-server.ts'], ...onlyWith('postgres'),
        },
      },
      {
        test: {
          ...common, name: 'journeys', include: ['tests/journeys/*.test.ts'], testTimeout: 180_000, hookTimeout: 300_000,
          globalSetup: ['tests/harness/set-up-township.ts'],
          ...onlyWith('chromium'),
        },
      },
      // No tests: what `node tools/run.mjs pictures` takes for the guide.
      ...(process.env['TONGXIN_PICTURES'] !== undefined ? [{
        test: { ...common, name: 'pictures', sequence: { shuffle: false }, testTimeout: 120_000, include: ['tests/pictures/*.pictures.ts'], globalSetup: ['tests/harness/set-up-township.ts'] },
      }] : []),
    ],
  },
})
