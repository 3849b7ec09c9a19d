import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { postgresPrograms } from '../../src/db/local-server.ts'

const onPath = (...names: string[]): string | undefined =>
  (process.env['PATH'] ?? '').split(':').flatMap(folder => names.map(name => join(folder, name))).find(path => existsSync(path))

const soffice = onPath('soffice', 'libreoffice')
/** LibreOffice is often there without its spreadsheets, a package of their own. */
const withCalc = (program: string): boolean => existsSync(join(dirname(realpathSync(program)), 'libsclo.so'))

/** What this machine has of the programs that some tests need; a test that needs a missing one is skipped and counted. */
export const MACHINE = {
  postgres: postgresPrograms(),
  chromium: onPath('chromium', 'chromium-browser', 'google-chrome'),
  soffice,
  calc: soffice !== undefined && withCalc(soffice) ? soffice : undefined,
  pdftoppm: onPath('pdftoppm'),
} as const

/** `TONGXIN_REQUIRE_ALL=1`: nothing may be skipped, a missing program is a failure (`.ci/run`). */
export const REQUIRE_ALL = process.env['TONGXIN_REQUIRE_ALL'] === '1'

/** For `describe.skipIf(lacks('soffice'))`. With TONGXIN_REQUIRE_ALL it never skips, so that the test fails by itself. */
export const lacks = (program: keyof typeof MACHINE): boolean => MACHINE[program] === undefined && !REQUIRE_ALL
