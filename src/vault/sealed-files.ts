import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** The files of a store as they lie on the disk, sealed: a backup carries them as they are. */
const NAME = /^[0-9a-f]{32}$/

function pathIn(directory: string, name: string): string {
  if (!NAME.test(name)) throw new Error('not a file name of this store')
  return join(directory, name.slice(0, 2), name)
}

/** Their names, in order. */
export async function sealedNames(directory: string): Promise<string[]> {
  const names = await readdir(directory, { recursive: true }).catch(() => [])
  return names.map(name => name.slice(-32)).filter(name => NAME.test(name)).toSorted()
}

export const readSealed = async (directory: string, name: string): Promise<Buffer> => readFile(pathIn(directory, name))

/** Written beside, synced and renamed, so that a kill leaves no half file under a name. */
export async function keepSealed(directory: string, name: string, bytes: Uint8Array): Promise<void> {
  const path = pathIn(directory, name)
  await mkdir(join(directory, name.slice(0, 2)), { recursive: true })
  const part = `${path}.${randomUUID()}.part`
  const draft = await open(part, 'wx', 0o600)
  await draft.writeFile(bytes)
  await draft.sync()
  await draft.close()
  await rename(part, path)
}
