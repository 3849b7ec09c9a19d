import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { archiveHash, beginArchive, BrokenArchive, readHead, readPieces } from './archive.ts'
import { createKeys } from './keys.ts'
import type { Vault } from './vault.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongxin-archive-'))
let vault: Vault
let made = 0

beforeAll(async () => { ({ vault } = await createKeys(join(folder, 'key'))) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function written(pieces: readonly Uint8Array[], head: object = { day: '2024-06-30' }): Promise<string> {
  const path = join(folder, `archive-${made++}`)
  const draft = await beginArchive(path, head, vault)
  for (const piece of pieces) await draft.put(piece)
  await draft.finish()
  return path
}

async function read(path: string, keys: Vault = vault): Promise<Uint8Array[]> {
  await archiveHash(path)
  const pieces: Uint8Array[] = []
  for await (const piece of readPieces(path, keys)) pieces.push(Uint8Array.from(piece))
  return pieces
}

/** Another file of these bytes, its hash made right again when `rehashed`: what somebody could do who has no key. */
function changed(path: string, change: (bytes: Buffer) => Buffer, rehashed: boolean): string {
  const bytes = change(Buffer.from(readFileSync(path)))
  const other = join(folder, `changed-${made++}`)
  if (rehashed) {
    const body = bytes.subarray(0, -32)
    writeFileSync(other, Buffer.concat([body, createHash('sha256').update(body).digest()]))
  } else writeFileSync(other, bytes)
  return other
}

const piecesOf = (...texts: string[]) => texts.map(text => new TextEncoder().encode(text))

describe('an archive', () => {
  test('gives back what was put in, in its order, whatever it is', () =>
    fc.assert(fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), async pieces => {
      expect(await read(await written(pieces))).toEqual(pieces)
    }), { numRuns: 30 }))

  test('its head is read without a key, its pieces are not in it as they are', async () => {
    const path = await written(piecesOf('990101196204031234'), { holds: '云岭县' })
    expect(await readHead(path)).toMatchObject({ holds: '云岭县' })
    expect(readFileSync(path).toString('latin1')).not.toContain('19620403')
  })

  test('a damaged byte anywhere is refused', async () => {
    const path = await written(piecesOf('甲', '', '一份附件'))
    const size = readFileSync(path).length
    for (let at = 0; at < size; at++) {
      await expect(read(changed(path, bytes => { bytes[at]! ^= 1; return bytes }, false)), `byte ${at} of ${size}`).rejects.toThrow(BrokenArchive)
    }
  })

  test('a damaged byte is refused also when the hash was made right again: the seals say so', async () => {
    const path = await written(piecesOf('甲', '乙'))
    const size = readFileSync(path).length - 32
    for (let at = 0; at < size; at++) {
      await expect(read(changed(path, bytes => { bytes[at]! ^= 1; return bytes }, true)), `byte ${at} of ${size}`).rejects.toThrow(BrokenArchive)
    }
  })

  test('cut short anywhere, or with something behind its end, it is refused', async () => {
    const path = await written(piecesOf('甲', '乙'))
    const size = readFileSync(path).length
    for (let length = 0; length < size; length += 7) {
      await expect(read(changed(path, bytes => bytes.subarray(0, length), false)), `cut at ${length}`).rejects.toThrow(BrokenArchive)
    }
    await expect(read(changed(path, bytes => Buffer.concat([bytes, Buffer.from('x')]), false))).rejects.toThrow(BrokenArchive)
  })

  test('a piece that changed its place, or comes from another archive, does not open', async () => {
    const [one, other] = [await written(piecesOf('甲', '乙')), await written(piecesOf('甲', '乙'))]
    // The last two pieces are of one length: 4 bytes of it, the character's 3, the seal's 16.
    const length = 4 + 3 + 16
    const pieceAt = (path: string, fromEnd: number) => Buffer.from(readFileSync(path)).subarray(-32 - length * fromEnd).subarray(0, length)
    const put = (bytes: Buffer, first: Buffer, second: Buffer) => Buffer.concat([bytes.subarray(0, -32 - length * 2), first, second, bytes.subarray(-32)])
    await expect(read(changed(one, bytes => put(bytes, pieceAt(one, 1), pieceAt(one, 2)), true))).rejects.toMatchObject({ fault: 'other-keys' })
    await expect(read(changed(one, bytes => put(bytes, pieceAt(other, 2), pieceAt(one, 1)), true))).rejects.toMatchObject({ fault: 'other-keys' })
    expect(await read(changed(one, bytes => put(bytes, pieceAt(one, 2), pieceAt(one, 1)), true))).toEqual(piecesOf('甲', '乙'))
  })

  test('other keys do not open it', async () => {
    const { vault: stranger } = await createKeys(join(folder, 'another-key'))
    await expect(read(await written(piecesOf('甲')), stranger)).rejects.toMatchObject({ fault: 'other-keys' })
  })

  test('any other file is not an archive', async () => {
    const path = join(folder, 'other.txt')
    for (const text of ['', 'x', 'TONGXIN ARCHIVE 2\n'.padEnd(200, ' '), 'PK'.padEnd(500, '0')]) {
      writeFileSync(path, text)
      await expect(read(path)).rejects.toMatchObject({ fault: 'not-an-archive' })
    }
  })
})
