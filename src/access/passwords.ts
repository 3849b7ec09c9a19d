import { addDays, dayOf, type Day } from '../base/day.ts'

/*
 * GB/T 22239-2019 (8.1.4.1) wants complexity, periodic change, a limit of failures and an exit when nobody is there, and names no
 * numbers. These are the ones that office-practice 4.4 found in use.
 */
export const PASSWORD_LENGTH_MIN = 8
export const PASSWORD_KINDS_MIN = 3
/** After so many days somebody is reminded, on every page, to choose another. Nobody is locked out for it. */
const PASSWORD_DAYS_MAX = 90
/** Five failures lock an account for a quarter of an hour. */
export const FAILURES_MAX = 5
export const LOCK_MILLISECONDS = 15 * 60_000
/** A session ends after half an hour idle, and after twelve hours in any case. */
export const IDLE_MILLISECONDS = 30 * 60_000
export const SESSION_MILLISECONDS = 12 * 3_600_000
/** 网络安全法 21 wants six months; the offices keep three years. The journal is never shortened, so this is what is promised at least. */
export const AUDIT_YEARS_MIN = 3

const KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/]
const sameText = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Each rule for a new password, and whether it is kept: shown while somebody types, and held to by the server. */
export const passwordRules = (password: string, login: string): Readonly<Record<'length' | 'kinds' | 'login', boolean>> => ({
  length: [...password].length >= PASSWORD_LENGTH_MIN,
  kinds: KINDS.filter(kind => kind.test(password)).length >= PASSWORD_KINDS_MIN,
  login: login === '' || !sameText(password).includes(sameText(login)),
})

/** The rule that a new password breaks. Undefined when it is good. */
export function passwordFault(password: string, login = ''): 'short' | 'plain' | 'login' | undefined {
  const rules = passwordRules(password, login)
  if (!rules.length) return 'short'
  if (!rules.kinds) return 'plain'
  return rules.login ? undefined : 'login'
}

/** The day from which somebody is reminded to change their password. */
export const passwordDueOn = (changedAt: number): Day => addDays(dayOf(changedAt), PASSWORD_DAYS_MAX)

/** Letters and digits that nobody mistakes for one another when they are read out. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz'
const DIGITS = '23456789'
const GROUPS = 3
const GROUP_LETTERS = 3

/** A password to be said once and changed at once: `kmv7-rta3-wpx9`. Each byte makes one character. */
export function oneTimePassword(random: (bytes: number) => Uint8Array): string {
  const pick = (alphabet: string): string => {
    // A byte beyond the last whole round of the alphabet would make its first letters likelier.
    for (;;) {
      const [byte] = random(1)
      if (byte! < 256 - 256 % alphabet.length) return alphabet[byte! % alphabet.length]!
    }
  }
  const group = () => Array.from({ length: GROUP_LETTERS }, () => pick(LETTERS)).join('') + pick(DIGITS)
  return Array.from({ length: GROUPS }, group).join('-')
}
