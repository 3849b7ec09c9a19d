import { maskAccount, maskIdentityNumber, maskMiddle, maskName } from '../../base/mask.ts'
import type { RosterPerson, RosterRow } from './rows.ts'

/** A masked roster shows enough to tell people apart. */
export const maskRow = (row: RosterRow): RosterRow => ({ ...row, name: maskName(row.name) })

export const maskPerson = (person: RosterPerson): RosterPerson => ({
  ...person,
  identity_number: maskIdentityNumber(person.identity_number),
  account: person.account === null ? null : maskAccount(person.account),
  payee: maskName(person.payee),
  certificates: person.certificates.map(one => ({ ...one, number: maskMiddle(one.number, 0, 4) })),
})
