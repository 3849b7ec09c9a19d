/** One part of an archive; its text may come in pieces. */
export type ArchivePart = { readonly name: string; readonly content: Iterable<string> }

type Packed = { readonly name: Uint8Array; readonly crc: number; readonly size: number; readonly chunks: readonly Uint8Array[]; readonly packed: number }

const DEFLATED = 8
const UTF8_NAMES = 0x0800
const ZIP_VERSION = 20
/** 1 January 1980: the same rows give the same bytes. */
const NO_DATE = 0x0021
const [LOCAL_HEADER, DIRECTORY_ENTRY, END_OF_DIRECTORY] = [0x04034b50, 0x02014b50, 0x06054b50]

/** CRC-32 of a byte followed by 0 to 3 noughts, so that four bytes are taken at once. */
const CRC_TABLES = [0, 1, 2, 3].reduce<Uint32Array[]>((tables, shift) => [...tables, Uint32Array.from({ length: 256 }, (_, byte) => {
  if (shift > 0) return (tables[shift - 1]![byte]! >>> 8) ^ tables[0]![tables[shift - 1]![byte]! & 255]!
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})], [])

/** CRC-32 (ISO 3309) of bytes that follow others whose CRC is given; by hand, for this runs in browsers too. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3] = CRC_TABLES as [Uint32Array, Uint32Array, Uint32Array, Uint32Array]
  let crc = ~before
  let index = 0
  for (const whole = bytes.length - 3; index < whole; index += 4) {
    crc ^= bytes[index]! | bytes[index + 1]! << 8 | bytes[index + 2]! << 16 | bytes[index + 3]! << 24
    crc = t3[crc & 255]! ^ t2[crc >>> 8 & 255]! ^ t1[crc >>> 16 & 255]! ^ t0[crc >>> 24]!
  }
  for (; index < bytes.length; index++) crc = crc >>> 8 ^ t0[(crc ^ bytes[index]!) & 255]!
  return ~crc >>> 0
}

async function gather(readable: ReadableStream<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  for (const reader = readable.getReader(); ;) {
    const { done, value } = await reader.read()
    if (done) return chunks
    chunks.push(value)
  }
}

const lengthOf = (chunks: readonly Uint8Array[]): number => chunks.reduce((total, chunk) => total + chunk.length, 0)

/** Packs a part while it is being written: the packing of one piece runs beside the writing of the next. */
async function pack({ name, content }: ArchivePart): Promise<Packed> {
  const encoder = new TextEncoder()
  const stream = new CompressionStream('deflate-raw')
  const gathered = gather(stream.readable)
  const writer = stream.writable.getWriter()
  let [crc, size] = [0, 0]
  for (const piece of content) {
    const bytes = encoder.encode(piece)
    crc = crc32(bytes, crc)
    size += bytes.length
    await writer.ready
    void writer.write(bytes)
  }
  await writer.close()
  const chunks = await gathered
  return { name: encoder.encode(name), crc, size, chunks, packed: lengthOf(chunks) }
}

/** A header of the archive: its sign, then what the archive says of every part alike. */
function header(sign: number, size: number, { name, crc, size: unpacked, packed }: Packed, at: number): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(size + name.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, sign, true)
  view.setUint16(at, ZIP_VERSION, true)
  view.setUint16(at + 2, UTF8_NAMES, true)
  view.setUint16(at + 4, DEFLATED, true)
  view.setUint16(at + 8, NO_DATE, true)
  view.setUint32(at + 10, crc, true)
  view.setUint32(at + 14, packed, true)
  view.setUint32(at + 18, unpacked, true)
  view.setUint16(at + 22, name.length, true)
  bytes.set(name, size)
  return { bytes, view }
}

function entry(part: Packed, offset: number): Uint8Array {
  const { bytes, view } = header(DIRECTORY_ENTRY, 46, part, 6)
  view.setUint16(4, ZIP_VERSION, true)
  view.setUint32(42, offset, true)
  return bytes
}

function end(count: number, size: number, offset: number): Uint8Array {
  const bytes = new Uint8Array(22)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, END_OF_DIRECTORY, true)
  view.setUint16(8, count, true)
  view.setUint16(10, count, true)
  view.setUint32(12, size, true)
  view.setUint32(16, offset, true)
  return bytes
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(lengthOf(chunks))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** An archive (.zip) of parts, one after the other. */
export async function writeArchive(parts: Iterable<ArchivePart>): Promise<Uint8Array> {
  const body: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const part of parts) {
    const packed = await pack(part)
    const written = [header(LOCAL_HEADER, 30, packed, 4).bytes, ...packed.chunks]
    directory.push(entry(packed, offset))
    body.push(...written)
    offset += lengthOf(written)
  }
  return joined([...body, ...directory, end(directory.length, lengthOf(directory), offset)])
}
