/** Days `YYYY-MM-DD` and months `YYYY-MM` as text, reckoned by hand: nothing of src stands here, so that a slip there shows. */

export const monthOf = (day: string): string => day.slice(0, 7)
export const yearOf = (dayOrMonth: string): number => Number(dayOrMonth.slice(0, 4))
export const numberOf = (dayOrMonth: string): number => Number(dayOrMonth.slice(5, 7))
const two = (number: number): string => String(number).padStart(2, '0')
export const month = (year: number, number: number): string => `${year}-${two(number)}`
export const firstDayOf = (ofMonth: string): string => `${ofMonth}-01`

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
export const daysIn = (ofMonth: string): number =>
  numberOf(ofMonth) === 2 ? (isLeap(yearOf(ofMonth)) ? 29 : 28) : [4, 6, 9, 11].includes(numberOf(ofMonth)) ? 30 : 31
export const lastDayOf = (ofMonth: string): string => `${ofMonth}-${daysIn(ofMonth)}`

export const monthAfter = (ofMonth: string): string =>
  numberOf(ofMonth) === 12 ? month(yearOf(ofMonth) + 1, 1) : month(yearOf(ofMonth), numberOf(ofMonth) + 1)
export const monthBefore = (ofMonth: string): string =>
  numberOf(ofMonth) === 1 ? month(yearOf(ofMonth) - 1, 12) : month(yearOf(ofMonth), numberOf(ofMonth) - 1)

export function monthsFromTo(first: string, last: string): string[] {
  const months: string[] = []
  for (let at = first; at <= last; at = monthAfter(at)) months.push(at)
  return months
}

export function dayBefore(day: string): string {
  const number = Number(day.slice(8))
  return number > 1 ? `${monthOf(day)}-${two(number - 1)}` : lastDayOf(monthBefore(monthOf(day)))
}

export function dayAfter(day: string): string {
  const number = Number(day.slice(8))
  return number < daysIn(monthOf(day)) ? `${monthOf(day)}-${two(number + 1)}` : firstDayOf(monthAfter(monthOf(day)))
}

/** The same day of a later year; 29 February falls on 1 March in a common year. */
export function yearsLater(day: string, years: number): string {
  const year = yearOf(day) + years
  return day.endsWith('-02-29') && !isLeap(year) ? `${year}-03-01` : `${year}${day.slice(4)}`
}

/** Whether a time from a day to a day (both included, open where none is named) touches a month. */
export const touches = (time: { readonly from: string; readonly to?: string | null | undefined }, ofMonth: string): boolean =>
  time.from <= lastDayOf(ofMonth) && (time.to === null || time.to === undefined || time.to >= firstDayOf(ofMonth))
