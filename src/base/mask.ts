/** Masks count code points, never UTF-16 units: rare characters in names are surrogate pairs. */
const stars = (count: number) => '*'.repeat(Math.max(0, count))

/** 王*明, 李* */
export function maskName(name: string): string {
  const points = [...name]
  return points.length <= 2 ? points[0] + stars(points.length - 1) : points[0] + stars(points.length - 2) + points.at(-1)
}

/** Keeps the first `head` and the last `tail` characters. */
export function maskMiddle(text: string, head: number, tail: number): string {
  const points = [...text]
  if (points.length <= head + tail) return stars(points.length)
  return points.slice(0, head).join('') + stars(points.length - head - tail) + points.slice(points.length - tail).join('')
}

export const maskIdentityNumber = (number: string): string => maskMiddle(number, 6, 4)
export const maskPhone = (phone: string): string => maskMiddle(phone, 3, 4)
export const maskAccount = (account: string): string => maskMiddle(account, 0, 4)
