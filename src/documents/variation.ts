/** FNV-1a, 32 bits: enough to tell townships apart, and the same everywhere. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0
  return (value ^ (value >>> 15)) >>> 0
}

/** One of the wordings, always the same for the same key: a place keeps its voice while its records change. */
export const chosen = <T>(wordings: readonly T[], key: string): T => wordings[hash(key) % wordings.length]!
