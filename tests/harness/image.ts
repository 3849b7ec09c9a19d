import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openEmbedded } from '../../src/db/embedded.ts'
import { MIGRATIONS, migrate } from '../../src/db/migrate.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const CACHE = join(ROOT, 'node_modules/.cache/tongxin')

/** What the image depends on: every migration, how they are applied, and the engine. */
function fingerprint(): string {
  const files = [
    ...readdirSync(MIGRATIONS).filter(name => name.endsWith('.sql')).toSorted().map(name => join(MIGRATIONS, name)),
    import.meta.filename, join(ROOT, 'src/db/migrate.ts'), join(ROOT, 'src/db/embedded.ts'), join(ROOT, 'src/db/embedded-worker.ts'), join(ROOT, 'node_modules/@electric-sql/pglite/package.json'),
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file)).update('\0')
  return hash.digest('hex').slice(0, 24)
}

const BLOCK = 512

/** Without the databases from which a server makes others, and which nobody opens here: a third less to unpack for every test. */
function withoutTemplates(tar: Uint8Array): Buffer {
  const text = (from: number, to: number): string => Buffer.from(tar.subarray(from, to)).toString('latin1').replace(/\0.*$/s, '')
  const kept: Uint8Array[] = []
  for (let at = 0; at < tar.byteLength;) {
    const [name, size] = [text(at, at + 100), Number.parseInt(text(at + 124, at + 136), 8) || 0]
    const next = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK
    if (!/^\/?base\/[14]\//.test(name)) kept.push(tar.subarray(at, next))
    at = next
  }
  return Buffer.concat(kept)
}

/** The dumped data directory of a migrated, empty embedded database: made once for these migrations, so that a test begins in a second. */
export async function migratedImage(): Promise<string> {
  const path = join(CACHE, `image-${fingerprint()}.tar`)
  if (existsSync(path)) return path
  mkdirSync(CACHE, { recursive: true })
  const database = await openEmbedded({ data: 'memory' })
  await migrate(database)
  writeFileSync(`${path}.${process.pid}`, withoutTemplates(await database.dump()))
  await database.close()
  renameSync(`${path}.${process.pid}`, path)
  return path
}

let shared: Promise<Uint8Array> | undefined

/** Its bytes, read once and shared by all workers of a process instead of copied to each. */
export const imageBytes = (): Promise<Uint8Array> => shared ??= migratedImage().then(path => {
  const bytes = readFileSync(path)
  const all = new Uint8Array(new SharedArrayBuffer(bytes.byteLength))
  all.set(bytes)
  return all
})
