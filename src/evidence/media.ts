import { proofTooLarge } from '../base/proof-size.ts'
import { refused, done, type Refusal, type Result } from '../base/result.ts'
import { secretIn } from '../base/secrecy.ts'
import { isMediaType, MEDIA_TYPES, type MediaType } from './evidence.ts'
import { withoutMetadataJpeg, withoutMetadataPng } from './photo.ts'

const refusal = (code: Refusal['code'], value: unknown, zh: string, en: string, legal?: readonly string[]): Result<never> =>
  refused({ code, place: 'file', value, ...(legal ? { legal } : {}), message: { zh, en } })

const unreadable = (media: MediaType): Result<never> => refusal(
  'unreadable', media, `文件内容不是完整的 ${MEDIA_TYPES[media]} 文件。`, `The content is not a whole ${MEDIA_TYPES[media]} file.`)

/** Bytes as Latin-1 text, to look for a word in a container's directory without unpacking it. */
function contains(bytes: Uint8Array, word: string): boolean {
  const codes = [...word].map(letter => letter.charCodeAt(0))
  for (let at = bytes.indexOf(codes[0]!); at !== -1; at = bytes.indexOf(codes[0]!, at + 1)) {
    if (codes.every((code, index) => bytes[at + index] === code)) return true
  }
  return false
}

const begins = (bytes: Uint8Array, ...codes: number[]) => codes.every((code, index) => bytes[index] === code)

/** UTF-8 by hand: pure files have no TextDecoder. Undefined when the bytes are not UTF-8. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    let escaped = ''
    for (const byte of bytes) escaped += byte < 0x80 && byte !== 0x25 ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`
    return decodeURIComponent(escaped)
  } catch {
    return undefined
  }
}

function plainText(bytes: Uint8Array): Result<Uint8Array> {
  const text = utf8(bytes)
  if (text === undefined || text.includes('\0')) return unreadable('text/plain')
  if (secretIn(text) === undefined) return done(bytes)
  return refusal('secret', undefined, '这份文字像是写明了部队番号、驻地、兵力或任务，本系统不得存储。',
    'This text seems to name a military unit, garrison, strength or task, which this program must not store.')
}

/** The bytes to keep, by what they say they are: metadata removed, content checked against its type. */
function keptOf(media: MediaType, bytes: Uint8Array): Result<Uint8Array> {
  switch (media) {
    case 'image/jpeg': return or(withoutMetadataJpeg(bytes), media)
    case 'image/png': return or(withoutMetadataPng(bytes), media)
    case 'application/pdf': return begins(bytes, 0x25, 0x50, 0x44, 0x46) ? done(bytes) : unreadable(media)
    case 'text/plain': return plainText(bytes)
    default: return begins(bytes, 0x50, 0x4b, 3, 4) && contains(bytes, media.includes('sheet') ? 'xl/workbook' : 'word/document') ? done(bytes)
      : unreadable(media)
  }
}

const or = (bytes: Uint8Array | undefined, media: MediaType): Result<Uint8Array> => (bytes ? done(bytes) : unreadable(media))

/** What is kept of a file, or why not: too large, a type that is not kept, or not what it says it is. */
export function keepable(media: string, bytes: Uint8Array): Result<{ media: MediaType; bytes: Uint8Array }> {
  if (!isMediaType(media)) {
    return refusal('unreadable', media, '佐证只收照片、扫描件、表格、文档和纯文本。', 'Evidence is a photo, a scan, a sheet, a document or plain text.', Object.values(MEDIA_TYPES))
  }
  if (bytes.length === 0) return refusal('missing', 0, '文件是空的。', 'The file is empty.')
  const large = proofTooLarge(bytes.length)
  if (large) return refusal('too-large', large.shown, large.message.zh, large.message.en, [large.legal])
  const kept = keptOf(media, bytes)
  return kept.ok ? done({ media, bytes: kept.value }) : kept
}
