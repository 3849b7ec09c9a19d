import type { Role } from '../../base/actor.ts'
import type { Text } from '../../base/result.ts'

/** How an account stands: what keeps it from signing in comes first. */
export const ACCOUNT_STATES = ['active', 'once', 'locked', 'closed'] as const
export type AccountState = typeof ACCOUNT_STATES[number]
export const ACCOUNT_STATE_NAMES: Readonly<Record<AccountState, Text>> = {
  active: { zh: '在用', en: 'In use' },
  once: { zh: '待换密码', en: 'Password not yet changed' },
  locked: { zh: '锁定', en: 'Locked' },
  closed: { zh: '停用', en: 'Disabled' },
}

export type AccountLine = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly place: string
  readonly state: AccountState
  readonly signed_in_at: string | null
  readonly locked_until: string | null
  readonly version: number
}

/** Digits of a village's code; whoever works for one stands in it, and nobody else does. */
const VILLAGE_DIGITS = 12
const COUNTY_DIGITS = 6

/** Where a role stands: the level whose records it works with. Undefined when the place is right. */
export function placeFault(role: Role, place: string): Text | undefined {
  if (role === 'village-worker') return place.length === VILLAGE_DIGITS ? undefined : { zh: '村级专干的辖区要选到村、社区。', en: 'A village worker’s place is a village.' }
  if (role === 'county-office') return place.length === COUNTY_DIGITS ? undefined : { zh: '县双拥办的辖区是县。', en: 'The county office’s place is the county.' }
  return place.length < VILLAGE_DIGITS ? undefined : { zh: '这个角色的辖区是乡镇或县，不是村。', en: 'This role’s place is a township or the county, not a village.' }
}
