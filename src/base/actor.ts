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

/** The program's own names, where it acts by itself: a page says them in its language. */
const ITSELF: Readonly<Record<string, string>> = {
  登录入口: 'The door', 夜间核对: 'The nightly comparison', 首次设置: 'The first set-up', 夜间备份: 'The nightly backup', 到期自动办理: 'The calendar', 命令行: 'The command line',
}
export const actorName = (name: string): { readonly zh: string; readonly en: string } => ({ zh: name, en: ITSELF[name] ?? name })
