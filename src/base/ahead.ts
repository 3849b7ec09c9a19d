import type { Day } from './day.ts'
import type { Refusal } from './result.ts'

/** What somebody did, learned or received was not on a day that is still to come. From when something holds may be. */
export const ahead = (place: string, day: Day | null | undefined, today: Day): Refusal[] => (!day || day <= today ? [] : [{
  code: 'invalid', place, value: day, legal: [`<= ${today}`], message: { zh: '这个日期在今天以后。', en: 'This day is after today.' },
  next: { zh: '请填今天或以前的日期。', en: 'Enter today or a day before it.' },
}])
