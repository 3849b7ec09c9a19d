/**
 * What the rest of the program may do with the keys: seal, open and index, never see them.
 * `seal` is randomised; `index` is deterministic and keyed, so equal values find each other without being readable.
 */
export type Vault = {
  seal(text: string): Uint8Array
  open(sealed: Uint8Array): string
  /** The keyed index of a value of a kind, e.g. `identity-number` or `phone-last4`: 32 hex digits. */
  index(kind: string, text: string): string
  sealBytes(bytes: Uint8Array): Uint8Array
  openBytes(sealed: Uint8Array): Uint8Array
  /** Seals and opens the pieces of one archive, under a key of that archive's own. */
  archiveSealer(salt: Uint8Array): PieceSealer
  /** An Ed25519 signature over a text (RFC 8032), as base64url: 86 letters. The same text gives the same signature. */
  sign(text: string): string
  /** What everybody may have to check such signatures: 32 bytes as base64url. */
  readonly verifyingKey: string
}

/** A piece opens only at its own place in the archive whose head is `bound`. Throws otherwise. */
export type PieceSealer = {
  seal(place: number, bound: Uint8Array, bytes: Uint8Array): Uint8Array
  open(place: number, bound: Uint8Array, sealed: Uint8Array): Uint8Array
}

/** Files named by the keyed hash of their content and sealed on disk. */
export type FileStore = {
  keep(bytes: Uint8Array): Promise<string>
  open(hash: string): Promise<Uint8Array>
  all(): Promise<readonly string[]>
}
