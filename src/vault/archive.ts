import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { Vault } from './vault.ts'

/**
 * One sealed file of many pieces, written and read as a stream:
 *
 *     TONGXIN ARCHIVE 1\n
 *     length of the head (4 bytes), the head: JSON that needs no key
 *     for each piece its length (4 bytes) and the piece, sealed under the archive's own key and bound to head and place
 *     SHA-256 over all of it (32 bytes)
 *
 * The hash finds damage without a key; that nobody made the file who has no key, the seals say.
 */
const FIRST_LINE = Buffer.from('TONGXIN ARCHIVE 1\n')
const HASH_BYTES = 32
const LENGTH_BYTES = 4
const HEAD_BYTES_MAX = 16 << 20
const PIECE_BYTES_MAX = 64 << 20

/** The file is no archive, is damaged, or was not made with these keys. */
export class BrokenArchive extends Error {
  readonly fault: 'not-an-archive' | 'damaged' | 'other-keys'
  constructor(fault: BrokenArchive['fault']) {
    super(`the archive is ${fault}`)
    this.fault = fault
  }
}

const lengthOf = (bytes: Uint8Array): Buffer => {
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(bytes.length)
  return length
}

export type Written = { readonly bytes: number; readonly sha256: string }

/** An archive that is being written: pieces one after another, then `finish`; `abandon` when something went wrong. */
export type ArchiveDraft = { put(piece: Uint8Array): Promise<void>; finish(): Promise<Written>; abandon(): Promise<void> }

/** Begins an archive under a name that must be new. `head` is written for everybody to read. */
export async function beginArchive(path: string, head: object, vault: Vault): Promise<ArchiveDraft> {
  const salt = randomBytes(32)
  const headBytes = Buffer.from(JSON.stringify({ ...head, salt: salt.toString('base64') }))
  const bound = createHash('sha256').update(headBytes).digest()
  const sealer = vault.archiveSealer(salt)
  const file = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let [place, size] = [0, 0]
  const write = async (bytes: Uint8Array) => {
    hash.update(bytes)
    size += bytes.length
    await file.writeFile(bytes)
  }
  await write(Buffer.concat([FIRST_LINE, lengthOf(headBytes), headBytes]))
  return {
    async put(piece) {
      const sealed = sealer.seal(place++, bound, piece)
      await write(Buffer.concat([lengthOf(sealed), sealed]))
    },
    async finish() {
      const digest = hash.digest()
      await file.writeFile(digest)
      await file.sync()
      await file.close()
      return { bytes: size + HASH_BYTES, sha256: digest.toString('hex') }
    },
    abandon: () => file.close(),
  }
}

async function readExactly(file: FileHandle, at: number, count: number): Promise<Buffer> {
  const bytes = Buffer.alloc(count)
  let held = 0
  while (held < count) {
    const { bytesRead } = await file.read(bytes, held, count - held, at + held)
    if (bytesRead === 0) throw new BrokenArchive('damaged')
    held += bytesRead
  }
  return bytes
}

type Opened = { readonly head: Readonly<Record<string, unknown>>; readonly salt: Buffer; readonly bound: Buffer; readonly begin: number; readonly end: number }

async function openHead(file: FileHandle): Promise<Opened> {
  const { size } = await file.stat()
  const least = FIRST_LINE.length + LENGTH_BYTES
  if (size < least + HASH_BYTES || !(await readExactly(file, 0, FIRST_LINE.length)).equals(FIRST_LINE)) throw new BrokenArchive('not-an-archive')
  const length = (await readExactly(file, FIRST_LINE.length, LENGTH_BYTES)).readUInt32BE()
  if (length > HEAD_BYTES_MAX || least + length > size - HASH_BYTES) throw new BrokenArchive('damaged')
  const bytes = await readExactly(file, least, length)
  try {
    const head = JSON.parse(bytes.toString('utf8')) as Record<string, unknown> // whoever asks for it checks what it says
    return { head, salt: Buffer.from(String(head['salt']), 'base64'), bound: createHash('sha256').update(bytes).digest(), begin: least + length, end: size - HASH_BYTES }
  } catch {
    throw new BrokenArchive('damaged')
  }
}

async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r')
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

/** The head, as anybody may read it: nothing vouches for it before `archiveHash` and the pieces were read. */
export const readHead = (path: string): Promise<Readonly<Record<string, unknown>>> => withFile(path, async file => (await openHead(file)).head)

/** Reads the whole file and compares its hash. @returns it. Throws `BrokenArchive` when a byte is not what it was. */
export async function archiveHash(path: string): Promise<string> {
  const { end } = await withFile(path, openHead)
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { end: end - 1 }) as AsyncIterable<Buffer>) hash.update(chunk)
  const digest = hash.digest()
  const written = await withFile(path, file => readExactly(file, end, HASH_BYTES))
  if (!digest.equals(written)) throw new BrokenArchive('damaged')
  return digest.toString('hex')
}

/** The pieces in their order. Throws `BrokenArchive` at the first that does not open. */
export async function* readPieces(path: string, vault: Vault): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { salt, bound, begin, end } = await openHead(file)
    const sealer = vault.archiveSealer(salt)
    let at = begin
    for (let place = 0; at < end; place++) {
      if (at + LENGTH_BYTES > end) throw new BrokenArchive('damaged')
      const length = (await readExactly(file, at, LENGTH_BYTES)).readUInt32BE()
      if (length > PIECE_BYTES_MAX || at + LENGTH_BYTES + length > end) throw new BrokenArchive('damaged')
      const sealed = await readExactly(file, at + LENGTH_BYTES, length)
      yield opened(() => sealer.open(place, bound, sealed))
      at += LENGTH_BYTES + length
    }
  } finally {
    await file.close()
  }
}

function opened<T>(work: () => T): T {
  try {
    return work()
  } catch {
    throw new BrokenArchive('other-keys')
  }
}
