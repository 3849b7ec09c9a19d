import type { Refusal } from '../base/result.ts'
import { notASheet, tooLarge, type SheetLimits } from './sheets.ts'

type Entry = { readonly name: string; readonly packed: number; readonly unpacked: number; readonly method: number }

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const END_SIZE = 22
const ENTRY_SIZE = 46
const LONGEST_COMMENT = 0xffff
const SIZE_ELSEWHERE = 0xffffffff

const damaged = notASheet({ zh: '压缩包不完整或已损坏。', en: 'the archive is damaged or cut short.' })

function endOfDirectory(view: DataView): number | undefined {
  const last = view.byteLength - END_SIZE
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  }
  return undefined
}

/** The directory at the end of an archive, or undefined when it cannot be followed. */
export function zipDirectory(bytes: Uint8Array): Entry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.byteLength < END_SIZE ? undefined : endOfDirectory(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_SIZE > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) return undefined
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength)),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
    })
    at += ENTRY_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/**
 * Judges an archive by its directory before one byte of it is unpacked. The unpacking later stops at the sizes
 * declared here, so an entry that declares none and still holds something is refused: nothing would stop it.
 */
export function checkZip(bytes: Uint8Array, limits: SheetLimits): Refusal[] {
  const entries = zipDirectory(bytes)
  if (entries === undefined) return [damaged]
  if (!entries.some(entry => entry.name === '[Content_Types].xml') || !entries.some(entry => /^xl\/.*workbook.*\.xml$/i.test(entry.name))) {
    return [notASheet({ zh: '是压缩包，但里面不是电子表格。', en: 'it is an archive, but holds no spreadsheet.' })]
  }
  const unpacked = entries.reduce((total, entry) => total + entry.unpacked, 0)
  const packed = entries.reduce((total, entry) => total + entry.packed, 0)
  const undeclared = entries.some(entry => entry.unpacked === SIZE_ELSEWHERE || entry.packed === SIZE_ELSEWHERE
    || (entry.unpacked === 0 && entry.packed > 2) || (entry.packed === 0 && entry.unpacked > 0))
  if (undeclared) return [tooLarge({ zh: '压缩包没有写明展开后的大小。', en: 'the archive does not declare its unpacked size.' })]
  if (entries.length > limits.entries) {
    return [tooLarge({ zh: `压缩包里有 ${entries.length} 个部分，上限 ${limits.entries} 个。`, en: `${entries.length} parts in the archive, at most ${limits.entries}.` })]
  }
  if (unpacked > limits.unpackedSize || (unpacked > limits.ratioFrom && unpacked > packed * limits.ratio)) {
    const [size, limit] = [Math.round(unpacked / 1024 / 1024), Math.round(limits.unpackedSize / 1024 / 1024)]
    return [tooLarge({
      zh: `展开后有 ${size} MB（上限 ${limit} MB，且不超过压缩后的 ${limits.ratio} 倍）。`,
      en: `it unpacks to ${size} MB (at most ${limit} MB, and ${limits.ratio} times its packed size).`,
    })]
  }
  return []
}
