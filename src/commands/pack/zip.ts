import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'
import type { Packed } from './tarball.ts'

const deflate = promisify(deflateRaw)
/** 1 January 2026 as DOS writes it: every file has one time, so that the same program gives the same archive. */
const DOS_DAY = ((2026 - 1980) << 9) | (1 << 5) | 1
const UTF8_NAME = 0x800
const DEFLATED = 8
const MADE_ON_UNIX = (3 << 8) | 20

type Listed = { readonly name: Buffer; readonly crc: number; readonly packed: number; readonly size: number; readonly at: number; readonly executable: boolean }

/** What the local and the central header have in common, from the version needed on. */
function common({ name, crc, packed, size }: Omit<Listed, 'at' | 'executable'>): Buffer {
  const bytes = Buffer.alloc(26)
  bytes.writeUInt16LE(20, 0)
  bytes.writeUInt16LE(UTF8_NAME, 2)
  bytes.writeUInt16LE(DEFLATED, 4)
  bytes.writeUInt16LE(0, 6)
  bytes.writeUInt16LE(DOS_DAY, 8)
  bytes.writeUInt32LE(crc, 10)
  bytes.writeUInt32LE(packed, 14)
  bytes.writeUInt32LE(size, 18)
  bytes.writeUInt16LE(name.length, 22)
  return bytes
}

function central(listed: Listed): Buffer {
  const [start, tail] = [Buffer.alloc(6), Buffer.alloc(14)]
  start.writeUInt32LE(0x02014b50, 0)
  start.writeUInt16LE(MADE_ON_UNIX, 4)
  tail.writeUInt32LE(((listed.executable ? 0o100755 : 0o100644) << 16) >>> 0, 6)
  tail.writeUInt32LE(listed.at, 10)
  return Buffer.concat([start, common(listed), tail, listed.name])
}

function ending(count: number, size: number, at: number): Buffer {
  const bytes = Buffer.alloc(22)
  bytes.writeUInt32LE(0x06054b50, 0)
  bytes.writeUInt16LE(count, 8)
  bytes.writeUInt16LE(count, 10)
  bytes.writeUInt32LE(size, 12)
  bytes.writeUInt32LE(at, 16)
  return bytes
}

/** A zip archive of fewer than 65,535 files and 4 GB: what Windows opens by itself. */
export async function* zipOf(files: AsyncIterable<Packed>): AsyncGenerator<Uint8Array> {
  const all: Listed[] = []
  let at = 0
  for await (const { path, bytes, executable } of files) {
    const packed = await deflate(bytes)
    const listed = { name: Buffer.from(path), crc: crc32(bytes), packed: packed.length, size: bytes.length, at, executable }
    const head = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common(listed), listed.name])
    yield head
    yield packed
    all.push(listed)
    at += head.length + packed.length
  }
  const directory = Buffer.concat(all.map(central))
  yield directory
  yield ending(all.length, directory.length, at)
}
