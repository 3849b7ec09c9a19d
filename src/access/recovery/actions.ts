import type { Actor, Role } from '../../base/actor.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { scoped } from '../../db/db.ts'
import { setClosed } from '../accounts/store.ts'
import { act, givePasswordIn, readInstallation } from '../actions.ts'
import type { House } from '../house.ts'
import { oneTimePassword } from '../passwords.ts'
import { ROLE_NAMES } from '../refusals.ts'
import { clearFailures, closeSessions, listAccounts, type AccountRow } from '../store.ts'

const ADMINISTRATORS: readonly Role[] = ['security-administrator', 'system-administrator', 'audit-administrator']

const noAdministrator: Refusal = {
  code: 'not-found', place: 'login', message: { zh: '这里还没有管理员。', en: 'There is no administrator yet.' },
  next: { zh: '请启动程序（serve），在页面上用控制台显示的验证码设立第一位管理员。', en: 'Start the program (serve) and set up the first one on its page, with the code from the console.' },
}
const named = (row: AccountRow): string => `${row.login}（${ROLE_NAMES[row.role].zh}${row.closed_at ? '，已停用' : ''}）`
const whichOne = (login: string | undefined, rows: readonly AccountRow[]): Refusal => ({
  code: login === undefined ? 'missing' : 'not-found', place: 'login', ...(login === undefined ? {} : { value: login }), legal: rows.map(named),
  message: login === undefined
    ? { zh: '有不止一位安全管理员，请用 --login 指明账号。', en: 'There is not exactly one security administrator; name the account with --login.' }
    : { zh: '没有这个管理员账号。', en: 'There is no administrator with this login.' },
})

/** Every administrator of the database, security administrators first: they can help everybody else. */
async function administrators(house: House): Promise<AccountRow[]> {
  const counties = (await readInstallation(house.database))?.counties ?? []
  const lists = await Promise.all(counties.map(({ code }) => scoped(house.database, { county: code, places: [code] }, session => listAccounts(session, code))))
  return lists.flat().filter(row => ADMINISTRATORS.includes(row.role)).toSorted((one, other) => ADMINISTRATORS.indexOf(one.role) - ADMINISTRATORS.indexOf(other.role))
}

function chosen(rows: readonly AccountRow[], login: string | undefined): AccountRow | undefined {
  if (login !== undefined) return rows.find(row => row.login === login)
  const first = rows.filter(row => row.role === 'security-administrator' && !row.closed_at)
  return first.length === 1 ? first[0] : undefined
}

/**
 * For whoever is at the machine itself, when no administrator can sign in any more: a one-time password, the account enabled and unlocked,
 * its sessions ended. The journal names it. Without a login the only security administrator is meant.
 */
export async function recoverAdministrator(house: House, actorOf: (county: string) => Actor, login: string | undefined): Promise<Result<{ login: string; name: string; role: Role; password: string }>> {
  const rows = await administrators(house)
  if (rows.length === 0) return refused(noAdministrator)
  const row = chosen(rows, login)
  if (!row) return refused(whichOne(login, rows))
  const password = oneTimePassword(house.random)
  return act(house, actorOf(row.county_code), 'accounts.manage', async work => {
    await givePasswordIn(work, row.id, password, true)
    if (row.closed_at) await setClosed(work.session, row.county_code, row.id, null)
    await clearFailures(work.session, row.county_code, row.id)
    await closeSessions(work.session, row.county_code, row.id, null, new Date(work.now))
    work.record({ action: 'access.password.recover', subject: row.id, place: row.place_code, after: { login: row.login, name: row.name, enabled: row.closed_at !== null } })
    return done({ login: row.login, name: row.name, role: row.role, password })
  })
}
