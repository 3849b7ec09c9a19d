import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStore, Vault } from './vault.ts'

/**
 * Files under a directory, each sealed and named by the keyed index of its content's SHA-256: the same content is kept
 * once, and a name tells nothing. Written beside, synced and renamed, so that a kill leaves no half file under a name.
 */
export function fileStore(directory: string, vault: Vault): FileStore {
  const nameOf = (bytes: Uint8Array) => vault.index('file', createHash('sha256').update(bytes).digest('hex'))
  const pathOf = (name: string) => join(directory, name.slice(0, 2), name)
  return {
    async keep(bytes) {
      const name = nameOf(bytes)
      const path = pathOf(name)
      await mkdir(join(directory, name.slice(0, 2)), { recursive: true })
      const part = `${path}.${randomUUID()}.part`
      const draft = await open(part, 'wx', 0o600)
      await draft.writeFile(vault.sealBytes(bytes))
      await draft.sync()
      await draft.close()
      await rename(part, path)
      return name
    },
    async open(name) {
      if (!/^[0-9a-f]{32}$/.test(name)) throw new Error('not a file name of this store')
      const bytes = vault.openBytes(await readFile(pathOf(name)))
      if (nameOf(bytes) !== name) throw new Error(`the file ${name} is not what its name says`)
      return bytes
    },
    async all() {
      const names = await readdir(directory, { recursive: true }).catch(() => [])
      return names.map(name => name.slice(-32)).filter(name => /^[0-9a-f]{32}$/.test(name))
    },
  }
}
