/** Photo metadata says where and by whom a picture was taken: it is removed before the picture is kept (law.md 6.1). */

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const COMMENT = 0xfe
const isApplication = (marker: number) => marker >= 0xe0 && marker <= 0xef
/** Markers without a length: TEM, RST0-7. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

const textAt = (bytes: Uint8Array, at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length))
const beginsWith = (bytes: Uint8Array, at: number, word: string) => textAt(bytes, at, word.length) === word

/** Application segments that the picture needs to look right: JFIF, a colour profile, Adobe's colour transform. */
const isNeeded = (bytes: Uint8Array, at: number, marker: number): boolean =>
  marker === 0xe0 && beginsWith(bytes, at, 'JFIF')
  || marker === 0xe2 && beginsWith(bytes, at, 'ICC_PROFILE')
  || marker === 0xee && beginsWith(bytes, at, 'Adobe')

/** The Exif orientation 1..8 of an APP1 segment's data; 1 when it tells none. */
function orientationOf(data: Uint8Array): number {
  if (!beginsWith(data, 0, 'Exif\0\0') || data.length < 16) return 1
  const view = new DataView(data.buffer, data.byteOffset + 6, data.length - 6)
  const little = beginsWith(data, 6, 'II')
  const directory = view.getUint32(4, little)
  if (directory + 2 > view.byteLength) return 1
  for (let entry = 0; entry < view.getUint16(directory, little); entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > view.byteLength) return 1
    if (view.getUint16(at, little) === 0x0112) {
      const value = view.getUint16(at + 8, little)
      return value >= 1 && value <= 8 ? value : 1
    }
  }
  return 1
}

/** An APP1 segment that says how the picture is turned and nothing else, so that phone photos stay upright. */
const orientationSegment = (orientation: number): Uint8Array => Uint8Array.from([
  0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1,
  0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
])

/** The first byte after a scan's picture data: the 0xff of the next real marker. */
function afterScan(bytes: Uint8Array, from: number): number {
  let at = from
  while (at + 1 < bytes.length && !(bytes[at] === 0xff && bytes[at + 1] !== 0 && bytes[at + 1] !== 0xff && !isBare(bytes[at + 1]!))) at++
  return at + 1 < bytes.length ? at : bytes.length
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** One step through a JPEG: what stands at `at`, where it ends. Undefined when the bytes are no JPEG there. */
function segmentAt(bytes: Uint8Array, at: number): { marker: number; data: number; end: number } | undefined {
  if (bytes[at] !== 0xff || at + 1 >= bytes.length) return undefined
  const marker = bytes[at + 1]!
  if (marker === SOI || marker === EOI || isBare(marker)) return { marker, data: at + 2, end: at + 2 }
  if (at + 4 > bytes.length) return undefined
  const end = at + 2 + (bytes[at + 2]! << 8 | bytes[at + 3]!)
  if (end > bytes.length || end < at + 4) return undefined
  return { marker, data: at + 4, end }
}

/**
 * A JPEG without Exif (place, time, camera), XMP, IPTC and comments, and without what follows its end
 * (phones hide previews and clips there). Only how it is turned is kept. Undefined when it is not a whole JPEG.
 */
export function withoutMetadataJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = []
  let orientation = 1
  let at = 0
  while (at < bytes.length) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xff) {
      at++
      continue
    }
    const segment = segmentAt(bytes, at)
    if (!segment || (at === 0 && segment.marker !== SOI)) return undefined
    const { marker, data } = segment
    const end = marker === SOS ? afterScan(bytes, segment.end) : segment.end
    if (marker === 0xe1) orientation = Math.max(orientation, orientationOf(bytes.subarray(data, end)))
    if (marker !== COMMENT && !(isApplication(marker) && !isNeeded(bytes, data, marker))) parts.push(bytes.subarray(at, end))
    if (marker === EOI) return joined(orientation === 1 ? parts : [parts[0]!, orientationSegment(orientation), ...parts.slice(1)])
    at = end
  }
  return undefined
}

/** The chunks of a PNG that draw it; text, time, Exif and unknown ones are left out. */
const PNG_CHUNKS = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'bKGD', 'pHYs']

/** A PNG without text, time and Exif, and without what follows its end. Undefined when it is not a whole PNG. */
export function withoutMetadataPng(bytes: Uint8Array): Uint8Array | undefined {
  if (!beginsWith(bytes, 0, '\x89PNG\r\n\x1a\n')) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at)
    const kind = textAt(bytes, at + 4, 4)
    if (end > bytes.length) return undefined
    if (PNG_CHUNKS.includes(kind)) parts.push(bytes.subarray(at, end))
    if (kind === 'IEND') return joined(parts)
    at = end
  }
  return undefined
}
