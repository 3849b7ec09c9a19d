import { createCipheriv, createDecipheriv, createHmac, createPrivateKey, createPublicKey, hkdfSync, randomBytes, scryptSync, sign } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { PieceSealer, Vault } from './vault.ts'

/** The two keys, each 32 bytes: one seals, the other indexes. They never leave this file unwrapped. */
type Keys = { readonly data: Buffer; readonly index: Buffer }
/** The keys as the database holds them: wrapped by the key file, and by the recovery phrase. */
export type WrappedKeys = { readonly by_file: Uint8Array; readonly by_phrase: Uint8Array; readonly phrase_salt: Uint8Array }

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM: nonce, then tag, then ciphertext. */
function sealWith(key: Buffer, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function openWith(key: Buffer, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
}

/**
 * AES-256-GCM under a key of one archive alone, told from the data key by a salt that is made for it: so a counter may be the nonce,
 * and a piece that was moved, left out or taken from another archive does not open.
 */
function pieceSealer(data: Buffer, salt: Uint8Array): PieceSealer {
  const key = Buffer.from(hkdfSync('sha256', data, salt, 'tongxin archive', 32))
  const nonceOf = (place: number): Buffer => {
    const nonce = Buffer.alloc(NONCE_BYTES)
    nonce.writeBigUInt64BE(BigInt(place), NONCE_BYTES - 8)
    return nonce
  }
  return {
    seal(place, bound, bytes) {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place)).setAAD(bound)
      return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    },
    open(place, bound, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place), { authTagLength: TAG_BYTES }).setAAD(bound)
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
      return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()])
    },
  }
}

/** PKCS #8 of an Ed25519 seed (RFC 8410): this header, then its 32 bytes. */
const ED25519_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key that signs, told from the data key: whoever keeps that keeps this, and there is nothing more to lose. */
function signerOf(data: Buffer): Pick<Vault, 'sign' | 'verifyingKey'> {
  const seed = Buffer.from(hkdfSync('sha256', data, '', 'tongxin signature', 32))
  const key = createPrivateKey({ key: Buffer.concat([ED25519_HEADER, seed]), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  return { sign: text => sign(null, Buffer.from(text, 'utf8'), key).toString('base64url'), verifyingKey: x! }
}

const vaultOf = (keys: Keys): Vault => ({
  ...signerOf(keys.data),
  seal: text => sealWith(keys.data, Buffer.from(text, 'utf8')),
  open: sealed => openWith(keys.data, sealed).toString('utf8'),
  index: (kind, text) => createHmac('sha256', keys.index).update(`${kind}\0${text}`).digest('hex').slice(0, 32),
  sealBytes: bytes => sealWith(keys.data, bytes),
  openBytes: sealed => openWith(keys.data, sealed),
  archiveSealer: salt => pieceSealer(keys.data, salt),
})

/** 160 bits in groups of four, from an alphabet without look-alikes: typed once from paper when the key file is lost. */
function newPhrase(): string {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  const letters = [...randomBytes(32)].map(byte => alphabet[byte % 32])
  return Array.from({ length: 8 }, (_, group) => letters.slice(group * 4, group * 4 + 4).join('')).join('-')
}

const phraseKey = (phrase: string, salt: Uint8Array): Buffer =>
  scryptSync(phrase.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''), salt, 32, { N: 1 << 15, r: 8, p: 1, maxmem: 64 << 20 })

const fileKey = (secret: Buffer): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'tongxin key file', 32))

const unpack = (bytes: Buffer): Keys => ({ data: bytes.subarray(0, 32), index: bytes.subarray(32, 64) })

/** What a key file holds; a new one (0600) where there is none, never over an existing one. */
async function secretOf(keyFile: string): Promise<Buffer> {
  if (existsSync(keyFile)) return readFile(keyFile)
  const secret = randomBytes(32)
  await mkdir(dirname(keyFile), { recursive: true })
  await writeFile(keyFile, secret, { mode: 0o600, flag: 'wx' })
  await chmod(keyFile, 0o600)
  return secret
}

/** Makes new keys and the key file where there is none, and gives what the database is to hold. */
export async function createKeys(keyFile: string): Promise<{ vault: Vault; wrapped: WrappedKeys; phrase: string }> {
  const secret = await secretOf(keyFile)
  const packed = randomBytes(64)
  const phrase = newPhrase()
  const salt = randomBytes(16)
  return {
    vault: vaultOf(unpack(packed)),
    wrapped: { by_file: sealWith(fileKey(secret), packed), by_phrase: sealWith(phraseKey(phrase, salt), packed), phrase_salt: salt },
    phrase,
  }
}

/** Opens the vault with the key file. Throws when the file is not the one that wrapped these keys. */
export async function openWithFile(wrapped: WrappedKeys, keyFile: string): Promise<Vault> {
  return vaultOf(unpack(await packedBy(wrapped, { keyFile })))
}

/** Opens the vault with the recovery phrase, for when the key file is lost. Throws on a wrong phrase. */
export function openWithPhrase(wrapped: WrappedKeys, phrase: string): Vault {
  return vaultOf(unpack(openWith(phraseKey(phrase, wrapped.phrase_salt), wrapped.by_phrase)))
}

/** What a person holds of the keys: the key file, or the phrase on paper. */
export type KeyHolder = { readonly keyFile: string } | { readonly phrase: string }

const packedBy = async (wrapped: WrappedKeys, holder: KeyHolder): Promise<Buffer> =>
  'phrase' in holder
    ? openWith(phraseKey(holder.phrase, wrapped.phrase_salt), wrapped.by_phrase)
    : openWith(fileKey(await readFile(holder.keyFile)), wrapped.by_file)

/** Wraps the same keys for another key file, which is made where there is none; the phrase stays. Throws when what is held does not open them. */
export async function wrapAnew(wrapped: WrappedKeys, holder: KeyHolder, keyFile: string): Promise<WrappedKeys> {
  const packed = await packedBy(wrapped, holder)
  return { ...wrapped, by_file: sealWith(fileKey(await secretOf(keyFile)), packed) }
}
