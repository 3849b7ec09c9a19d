/** A day in Asia/Shanghai, `YYYY-MM-DD`: compares and sorts as text. Never an instant. */
export type Day = string
/** A calendar month, `YYYY-MM`. */
export type Month = string

const utc = (day: Day) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))
const fromUtc = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10)
const MILLISECONDS_A_DAY = 86_400_000
const SHANGHAI_OFFSET = 8 * 3_600_000

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

/** The day on which an instant falls in Shanghai. */
export const dayOf = (instant: number): Day => fromUtc(instant + SHANGHAI_OFFSET)
/** Day and time of an instant on a clock in Shanghai, for people to read: `2026-06-30 09:05`. */
export const momentOf = (instant: number | string): string => new Date(new Date(instant).getTime() + SHANGHAI_OFFSET).toISOString().slice(0, 16).replace('T', ' ')
export const addDays = (day: Day, days: number): Day => fromUtc(utc(day) + days * MILLISECONDS_A_DAY)
export const daysBetween = (from: Day, to: Day): number => (utc(to) - utc(from)) / MILLISECONDS_A_DAY
/** 0 Sunday .. 6 Saturday. */
export const weekday = (day: Day): number => new Date(utc(day)).getUTCDay()

export const monthOf = (day: Day): Month => day.slice(0, 7)
export const yearOf = (dayOrMonth: Day | Month): number => Number(dayOrMonth.slice(0, 4))
export const monthNumber = (dayOrMonth: Day | Month): number => Number(dayOrMonth.slice(5, 7))
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
const daysIn = (month: Month): number => DAYS_IN_MONTH[monthNumber(month) - 1]! + Number(month.endsWith('-02') && isLeap(yearOf(month)))

export const isDay = (text: string): boolean =>
  /^\d{4}-(0[1-9]|1[0-2])-\d{2}$/.test(text) && text >= '1800' && text.slice(8) >= '01' && Number(text.slice(8)) <= daysIn(text.slice(0, 7))

export const firstDay = (month: Month): Day => `${month}-01`
export const lastDay = (month: Month): Day => `${month}-${daysIn(month)}`

export function addMonths(month: Month, months: number): Month {
  const index = yearOf(month) * 12 + monthNumber(month) - 1 + months
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String(index % 12 + 1).padStart(2, '0')}`
}

/** Whole months from one to the other: `2023-11` to `2024-01` is 2. */
export const monthsBetween = (from: Month, to: Month): number =>
  (yearOf(to) - yearOf(from)) * 12 + monthNumber(to) - monthNumber(from)

/** Every month from the first to the last, both included. */
export const monthsFrom = (first: Month, last: Month): Month[] =>
  Array.from({ length: Math.max(0, monthsBetween(first, last) + 1) }, (_, index) => addMonths(first, index))

/** The anniversary `years` later; of 29 February it is 1 March in a common year (money rule 6). */
export function anniversary(day: Day, years: number): Day {
  const candidate = `${String(yearOf(day) + years).padStart(4, '0')}${day.slice(4)}`
  return isDay(candidate) ? candidate : `${candidate.slice(0, 4)}-03-01`
}

export const age = (born: Day, on: Day): number => {
  const years = yearOf(on) - yearOf(born)
  return anniversary(born, years) <= on ? years : years - 1
}
