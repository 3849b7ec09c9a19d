/**
 * UUIDv7 (RFC 9562) from a clock in milliseconds and ten random bytes: ids sort by the time they were made,
 * and the program makes them, so that a distributed database needs no sequence.
 */
export function uuid7(milliseconds: number, random: Uint8Array): string {
  const time = milliseconds.toString(16).padStart(12, '0')
  const bytes = Uint8Array.from(random.subarray(0, 10))
  bytes[0] = (bytes[0]! & 0x0f) | 0x70
  bytes[2] = (bytes[2]! & 0x3f) | 0x80
  const rest = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`
}
