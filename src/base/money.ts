/**
 * Money is a whole number of fen. A yearly budget of the largest county stays far below 2^53,
 * so a checked JavaScript integer is exact; products of amounts go through bigint.
 */
export type Fen = number

/** The number itself, when it is a whole, exactly representable count of fen; a bug otherwise. */
export function fen(value: number | bigint | string): Fen {
  const amount = Number(value)
  if (!Number.isSafeInteger(amount)) throw new Error(`not a whole number of fen: ${value}`)
  return amount
}

export const sum = (amounts: Iterable<Fen>): Fen => {
  let total = 0
  for (const amount of amounts) total = fen(total + amount)
  return total
}

/** What a yearly standard pays in calendar month 1..12, so that twelve months add up to the year (money rule 1). */
export const monthlyPart = (yearly: Fen, month: number): Fen =>
  fen(BigInt(yearly) * BigInt(month) / 12n - BigInt(yearly) * BigInt(month - 1) / 12n)

/** `1234567` -> `12345.67`; for arithmetic shown to people and for files. */
export function yuan(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** `1234567` -> `12,345.67`; for tables on screen and paper. */
export const yuanGrouped = (amount: Fen): string => yuan(amount).replace(/\B(?=(\d{3})+(?=\.))/g, ',')

/** `100000` -> `1000`, `100050` -> `1000.5`; for running text, where official papers write no idle zeros. */
export const yuanPlain = (amount: Fen): string => yuan(amount).replace(/\.?0+$/, '')

/** Reads `1,234.5`, `1234.50` or full-width digits as fen; undefined when it is not an amount. */
export function parseYuan(text: string): Fen | undefined {
  const match = /^(-?)(\d{1,12}|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(text.normalize('NFKC').trim())
  if (!match) return undefined
  const amount = Number(match[2]!.replaceAll(',', '')) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -amount : amount
}
