import iconv from 'iconv-lite'

/** How texts for and from banks are written down. */
export const ENCODINGS = ['utf-8', 'utf-8-bom', 'gbk', 'gb18030'] as const
export type Encoding = typeof ENCODINGS[number]

/** Writes one encoding and knows what it cannot hold. */
export type Coder = {
  readonly encode: (text: string) => Uint8Array
  readonly bytesOf: (text: string) => number
  /** The characters of a text that the encoding has no place for, each once. */
  readonly lacks: (text: string) => string[]
}

const BYTE_ORDER_MARK = '\ufeff'
const isUnicode = (encoding: Encoding): boolean => encoding === 'utf-8' || encoding === 'utf-8-bom'
/** Numbers and the like, which every encoding holds a byte a character: most of a bank file. */
const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)
/** Half a surrogate pair is no character in any encoding. */
const isLone = (character: string): boolean => /^[\ud800-\udfff]$/.test(character)

/**
 * A character counts as held only if the platform's own decoder, which shares nothing with the encoder, gives it back:
 * neither a '?' nor a character that two tables disagree about ever reaches a bank.
 */
function coderFor(encoding: Encoding): Coder {
  if (isUnicode(encoding)) {
    const encoder = new TextEncoder()
    return {
      encode: text => encoder.encode(encoding === 'utf-8-bom' ? BYTE_ORDER_MARK + text : text),
      bytesOf: text => encoder.encode(text).length,
      lacks: text => (text.isWellFormed() ? [] : [...new Set(text)].filter(isLone)),
    }
  }
  const decoder = new TextDecoder(encoding)
  const known = new Map<string, number>()
  /** Bytes of a character; 0 for one that is not there. */
  const lengthOf = (character: string): number => {
    const before = known.get(character)
    if (before !== undefined) return before
    const bytes = iconv.encode(character, encoding)
    const length = decoder.decode(bytes) === character ? bytes.length : 0
    known.set(character, length)
    return length
  }
  return {
    encode: text => new Uint8Array(iconv.encode(text, encoding)),
    bytesOf: text => (isAscii(text) ? text.length : [...text].reduce((total, character) => total + lengthOf(character), 0)),
    lacks: text => (isAscii(text) ? [] : [...new Set(text)].filter(character => lengthOf(character) === 0)),
  }
}

const CODERS = new Map(ENCODINGS.map(encoding => [encoding, coderFor(encoding)]))
export const coderOf = (encoding: Encoding): Coder => CODERS.get(encoding)!

type Decoded = { readonly text: string; readonly encoding: 'utf-8' | 'utf-16' | 'gb18030' }

/** What the byte-order mark of UTF-16 says: Excel's "Unicode text" begins with one. */
const widthMark = ([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined =>
  (first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined)

/** A text as UTF-16 if it is marked so, else as UTF-8 if it can be that, else as GB18030, which holds GBK, and which of them it was; undefined when it is none. */
export function decodeText(bytes: Uint8Array): Decoded | undefined {
  const marked = widthMark(bytes)
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030'] as const) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding: encoding === 'utf-8' || encoding === 'gb18030' ? encoding : 'utf-16' }
    } catch { /* not this one */ }
  }
  return undefined
}
