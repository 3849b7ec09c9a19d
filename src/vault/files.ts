import { createHash } from 'node:crypto'
import { keepSealed, readSealed, sealedNames } from './sealed-files.ts'
import type { FileStore, Vault } from './vault.ts'

/**
 * Files under a directory, each sealed and named by the keyed index of its content's SHA-256: the same content is kept
 * once, and a name tells nothing.
 */
export function fileStore(directory: string, vault: Vault): FileStore {
  const nameOf = (bytes: Uint8Array) => vault.index('file', createHash('sha256').update(bytes).digest('hex'))
  return {
    async keep(bytes) {
      const name = nameOf(bytes)
      await keepSealed(directory, name, vault.sealBytes(bytes))
      return name
    },
    async open(name) {
      const bytes = vault.openBytes(await readSealed(directory, name))
      if (nameOf(bytes) !== name) throw new Error(`the file ${name} is not what its name says`)
      return bytes
    },
    all: () => sealedNames(directory),
  }
}
