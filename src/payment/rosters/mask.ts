import { maskAccount, maskIdentityNumber, maskMiddle, maskName } from '../../base/mask.ts'
import type { RosterPerson, RosterRow } from './rows.ts'

/** How much of a person a roster shows: all, for the office's own file; or enough to tell them apart. */
export const ROSTER_MASKS = ['full', 'masked'] as const
export type RosterMask = typeof ROSTER_MASKS[number]

export const maskRow = (row: RosterRow): RosterRow => ({ ...row, name: maskName(row.name) })

export const maskPerson = (person: RosterPerson): RosterPerson => ({
  ...person,
  identity_number: maskIdentityNumber(person.identity_number),
  account: person.account === null ? null : maskAccount(person.account),
  payee: maskName(person.payee),
  certificates: person.certificates.map(one => ({ ...one, number: maskMiddle(one.number, 0, 4) })),
})
