import type { TestProject } from 'vitest/node'
import { MACHINE, REQUIRE_ALL } from './machine.ts'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext { server: string | null }
}

/** Once per run: a PostgreSQL server for the tests, gone when they end. */
export default async function setUp(project: TestProject): Promise<(() => void) | undefined> {
  if (MACHINE.postgres === undefined) {
    if (REQUIRE_ALL) throw new Error('TONGXIN_REQUIRE_ALL: there is no PostgreSQL on this machine')
    project.provide('server', null)
    return undefined
  }
  const { url, stop } = await startPostgres(MACHINE.postgres)
  project.provide('server', url)
  return stop
}
