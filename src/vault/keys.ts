import { createCipheriv, createDecipheriv, createHmac, createPrivateKey, createPublicKey, hkdfSync, randomBytes, scryptSync, sign } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Vault } from './vault.ts'

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

/** Makes new keys, writes the key file (0600, never over an existing one) and gives what the database is to hold. */
export async function createKeys(keyFile: string): Promise<{ vault: Vault; wrapped: WrappedKeys; phrase: string }> {
  const secret = existsSync(keyFile) ? await readFile(keyFile) : randomBytes(32)
  if (!existsSync(keyFile)) {
    await mkdir(dirname(keyFile), { recursive: true })
    await writeFile(keyFile, secret, { mode: 0o600, flag: 'wx' })
    await chmod(keyFile, 0o600)
  }
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
  return vaultOf(unpack(openWith(fileKey(await readFile(keyFile)), wrapped.by_file)))
}

/** Opens the vault with the recovery phrase, for when the key file is lost. Throws on a wrong phrase. */
export function openWithPhrase(wrapped: WrappedKeys, phrase: string): Vault {
  return vaultOf(unpack(openWith(phraseKey(phrase, wrapped.phrase_salt), wrapped.by_phrase)))
}
