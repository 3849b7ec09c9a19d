/** The rule for a new password (GB/T 22239 practice): at least eight characters, of three kinds. Undefined when it is good. */
export function passwordFault(password: string): 'short' | 'plain' | undefined {
  if ([...password].length < 8) return 'short'
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter(kind => kind.test(password)).length
  return kinds < 3 ? 'plain' : undefined
}
/** Five failures lock an account for a quarter of an hour (office-practice 4.4). */
export const FAILURES_MAX = 5
export const LOCK_MILLISECONDS = 15 * 60_000
/** A session ends after half an hour idle, and after twelve hours in any case. */
export const IDLE_MILLISECONDS = 30 * 60_000
export const SESSION_MILLISECONDS = 12 * 3_600_000
