/** The roles of DESIGN section 3. The three administrators see no person and approve nothing (三员分立). */
export const ROLES = [
  'village-worker', 'clerk', 'reviewer', 'leader', 'county-office', 'auditor',
  'system-administrator', 'security-administrator', 'audit-administrator',
] as const
export type Role = typeof ROLES[number]

/** Who acts: a plain value that every room may carry. `scope` holds place-code prefixes, predecessors of merged villages included. */
export type Actor = {
  readonly account: string
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly county: string
  readonly place: string
  readonly scope: readonly string[]
}
