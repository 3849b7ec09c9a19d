import { done, refused, type Result } from '../../base/result.ts'
import { applied, migrate } from '../../db/migrate.ts'
import { assertNoScopeNoRows } from '../../db/open.ts'
import { allPages, Counting, differences, holdStill, loadPages, shapesIn, type Page } from '../../db/rows.ts'
import { openServer } from '../../db/server.ts'
import { wrapAnew } from '../../vault/keys.ts'
import { keepSealed, readSealed, sealedNames } from '../../vault/sealed-files.ts'
import { holdings } from '../archive/actions.ts'
import type { BackupProgress, Holding } from '../backup.ts'
import type { BackupHouse } from '../house.ts'
import { occupied } from '../refusals.ts'
import { occupant, setKeysByFile } from '../store.ts'

export type MoveInput = {
  readonly url: string
  /** Where the server's files and its key file are. */
  readonly files: string
  readonly keyFile: string
  readonly sourceKeyFile: string
  readonly progress: (progress: BackupProgress) => void
}
export type Moved = { readonly rows: number; readonly files: number; readonly holds: readonly Holding[] }

async function copyFiles(from: string, to: string): Promise<number> {
  const names = await sealedNames(from)
  for (const name of names) await keepSealed(to, name, await readSealed(from, name))
  for (const name of names) {
    if (!(await readSealed(from, name)).equals(await readSealed(to, name))) throw new Error(`the file ${name} is not the same at its new place`)
  }
  return names.length
}

async function* counted(pages: AsyncIterable<Page>, counting: Counting, progress: MoveInput['progress'], total: number): AsyncGenerator<Page> {
  const seen = new Set<string>()
  for await (const page of pages) {
    counting.add(page)
    seen.add(page.table)
    progress({ done: seen.size, total, text: { zh: '正在搬运数据', en: 'carrying the records' } })
    yield page
  }
}

/**
 * Carries an office's database onto an empty server: files first, then every row in one transaction that reads back what it wrote and
 * compares counts and hashes before it ends. What fails leaves the server empty and the office as it was.
 */
export async function moveTo(house: BackupHouse, input: MoveInput): Promise<Result<Moved>> {
  const target = openServer(input.url)
  try {
    const steps = await house.database.transaction(applied)
    const found = await target.transaction(session => occupant(session, steps))
    if (found !== undefined) return refused(occupied(found))
    await migrate(target)
    const files = await copyFiles(house.installation.files, input.files)
    const wrapped = await wrapAnew(house.installation.wrapped, { keyFile: input.sourceKeyFile }, input.keyFile)
    const moved = await house.database.transaction(async source => {
      await holdStill(source)
      const [shapes, holds, counting] = [await shapesIn(source), await holdings(source), new Counting()]
      await target.transaction(async session => {
        const there = await loadPages(session, shapes, counted(allPages(source, shapes), counting, input.progress, shapes.length))
        const wrong = differences(counting.sums(), there)
        if (wrong.length > 0) throw new Error(`what arrived is not what left: ${wrong.map(({ table, rows }) => `${table} ${rows.join(' / ')}`).join(', ')}`)
        await setKeysByFile(session, wrapped.by_file)
      })
      return { rows: Object.values(counting.sums()).reduce((sum, table) => sum + table.rows, 0), files, holds }
    })
    await assertNoScopeNoRows(target)
    await target.analyze()
    return done(moved)
  } finally {
    await target.close()
  }
}
