/** PostgreSQL's type numbers whose text both databases must read alike. */
const INT8 = 20
const DATE = 1082
const TIMESTAMPTZ = 1184
const NUMERIC = 1700
const BYTEA = 17
const JSONB = 3802

function int8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`a bigint beyond what a number holds exactly: ${text}`)
  return value
}

/** One reader per type, for the embedded database and for a server. */
export const READERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: int8,
  [DATE]: text => text,
  [TIMESTAMPTZ]: text => new Date(`${text.replace(' ', 'T')}${/[+-]\d\d$/.test(text) ? ':00' : ''}`),
  [NUMERIC]: text => text,
  [BYTEA]: text => new Uint8Array(Buffer.from(text.slice(2), 'hex')),
  [JSONB]: text => JSON.parse(text) as unknown,
}
