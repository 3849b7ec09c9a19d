import { dayOf, momentOf } from '../../base/day.ts'
import { counted } from '../../base/english.ts'
import type { Text } from '../../base/result.ts'
import type { DueItem } from '../desk.ts'
import { sizeWords, type Health } from '../health/health.ts'

/** One thing that an administrator keeps an eye on: how it stands, and whether it is theirs to see to. */
export type Check = { readonly title: Text; readonly detail: Text; readonly ok: boolean; readonly link: string }

/** A night's backup that is older than this was missed. */
export const BACKUP_MILLISECONDS_MAX = 36 * 3_600_000
/** An account that nobody used for so long is looked at (GB/T 22239-2019, 8.1.4.2: superfluous and expired accounts). */
export const IDLE_DAYS = 90
/** Roles and places of accounts are gone through once a year. */
export const REVIEW_DAYS = 365
/** The chain of the journal is checked by a person once a month. */
export const CHAIN_DAYS = 30
export const OPENINGS_DAYS = 30
const DAY_MILLISECONDS = 86_400_000

const HEALTH = '/admin/health'
const check = (ok: boolean, link: string, zh: string, en: string, detail: Text): Check => ({ title: { zh, en }, detail, ok, link })

/** For the system administrator: backup, disk, nightly comparison, clock, version. */
export function systemChecks(health: Health, backupAt: number | null): readonly Check[] {
  const now = Date.parse(health.office_now)
  const { disk, comparison, clock, program, database } = health
  const missed = backupAt === null || now - backupAt > BACKUP_MILLISECONDS_MAX
  return [
    backupAt === null
      ? check(false, HEALTH, '还没有备份', 'There is no backup yet', { zh: '请现在做一份，并取走存到别处。', en: 'Make one now, and keep it elsewhere.' })
      : check(!missed, HEALTH, `最近的备份：${momentOf(backupAt)}`, `Last backup: ${momentOf(backupAt)}`,
          missed ? { zh: '昨夜没有备份，请看一看原因，现在补做一份。', en: 'Last night’s is missing: see why, and make one now.' } : { zh: '请定期取走一份，存到别处。', en: 'Carry one elsewhere from time to time.' }),
    check(!disk.low, HEALTH, `磁盘还有 ${sizeWords(disk.free_bytes)}`, `${sizeWords(disk.free_bytes)} of the disk are free`,
      disk.low ? { zh: '快满了，一天的备份也放不下，请腾出地方。', en: 'Nearly full: a day’s backup does not fit. Make room.' } : { zh: `共 ${sizeWords(disk.total_bytes)}`, en: `of ${sizeWords(disk.total_bytes)}` }),
    comparison === null
      ? check(true, HEALTH, '夜间核对还没有做过', 'No nightly comparison yet', { zh: '有了发放以后，每夜自动做。', en: 'It runs every night once something was paid.' })
      : check(!comparison.late, HEALTH, `夜间核对：${momentOf(comparison.at)}`, `Nightly comparison: ${momentOf(comparison.at)}`,
          comparison.late ? { zh: '昨夜没有做，请看一看程序是否整夜开着。', en: 'It did not run last night: see whether the program was on.' } : { zh: `${comparison.differences} 条差异，由经办和复核处理`, en: `${counted(comparison.differences, 'difference')}, for clerk and reviewer` }),
    check(!clock.went_back, HEALTH, clock.went_back ? '电脑的时钟倒退了' : '时钟正常', clock.went_back ? 'The clock of this machine went back' : 'The clock is right',
      clock.went_back ? { zh: '日志最后一条在“将来”，请校准时间。', en: 'The journal’s last entry lies in the future: set the clock.' } : { zh: '与日志、数据库一致', en: 'it agrees with journal and database' }),
    check(true, HEALTH, `程序版本 ${program.version}`, `Program version ${program.version}`, { zh: `数据库 ${database.version}，${sizeWords(database.bytes)}`, en: `database ${database.version}, ${sizeWords(database.bytes)}` }),
  ]
}

/** How the accounts in sight stand. */
export type AccountStandings = { readonly open: number; readonly locked: number; readonly once: number; readonly idle: number; readonly unreviewed: number }

const ACCOUNTS = '/admin/accounts'
/** For the security administrator: locked, one-time passwords unused, not signed in for long, not gone through for a year. */
export const securityChecks = ({ open, locked, once, idle, unreviewed }: AccountStandings): readonly Check[] => [
  check(locked === 0, `${ACCOUNTS}?state=locked`, `${locked} 个账号锁定`, `${locked} accounts are locked`,
    locked === 0 ? { zh: '没有人输错五次密码', en: 'nobody failed five times' } : { zh: '问清是不是本人，再解锁。', en: 'Ask whether it was they themselves, then unlock.' }),
  check(once === 0, `${ACCOUNTS}?state=once`, `${once} 个一次性密码还没有用`, `${once} one-time passwords are not used yet`,
    once === 0 ? { zh: '都换成了自己的密码', en: 'all have chosen their own' } : { zh: '提醒本人登录换密码；不用的账号请停用。', en: 'Remind them to sign in; disable those that are not needed.' }),
  check(idle === 0, ACCOUNTS, `${idle} 个账号 ${IDLE_DAYS} 天没有登录`, `Accounts without a sign-in for ${IDLE_DAYS} days: ${idle}`,
    idle === 0 ? { zh: `${open} 个在用的账号都有人用`, en: `all ${open} accounts are in use` } : { zh: '人调走了的，请停用。', en: 'Disable those whose owners have left.' }),
  check(unreviewed === 0, ACCOUNTS, `${unreviewed} 个账号的角色、辖区一年没有动过`, `Accounts whose role and place stayed for a year: ${unreviewed}`,
    unreviewed === 0 ? { zh: '都在一年以内设立或改过', en: 'all were set up or changed within a year' } : { zh: '请与各单位核对一遍：还是这个人、这个岗位吗？', en: 'Go through them with the offices: still the same person and post?' }),
]

/** How whole numbers were looked at: all, at night or at weekends, and by whoever looked most. */
type Openings = { readonly total: number; readonly odd: number; readonly most: number; readonly most_by: string | null }

const JOURNAL = '/admin/journal'
/** More whole numbers than this in a month by one person are more than the work asks for. */
export const OPENINGS_MAX = 60

/** For the audit administrator: when the chain was checked, and how sealed numbers were looked at. */
export function auditChecks(checkedAt: number | null, entries: number, openings: Openings, now: number): readonly Check[] {
  const late = checkedAt === null || now - checkedAt > CHAIN_DAYS * DAY_MILLISECONDS
  const many = openings.most > OPENINGS_MAX
  const reveals = `${JOURNAL}?action=roster.person.reveal`
  return [
    check(!late, JOURNAL, checkedAt === null ? '日志链还没有核对过' : `日志链核对：${dayOf(checkedAt)}`, checkedAt === null ? 'The journal’s chain was never checked' : `The journal’s chain was checked on ${dayOf(checkedAt)}`,
      late ? { zh: `共 ${entries} 条，每月请按一次“核对日志链”。`, en: `${counted(entries, 'entry')}; press Check the chain once a month.` } : { zh: `共 ${entries} 条`, en: `${counted(entries, 'entry')}` }),
    check(openings.odd === 0, reveals, `夜里和周末查看完整号码 ${openings.odd} 次`, `${openings.odd} whole numbers were looked at by night or at weekends`,
      openings.odd === 0 ? { zh: `近 ${OPENINGS_DAYS} 天都在上班时间`, en: `in ${OPENINGS_DAYS} days all were in office hours` } : { zh: '请看是谁、什么事由，必要时问一问。', en: 'See who, and why; ask where needed.' }),
    check(!many, reveals, `近 ${OPENINGS_DAYS} 天查看完整号码 ${openings.total} 次`, `Whole numbers were looked at ${openings.total} times in ${OPENINGS_DAYS} days`,
      openings.most_by === null ? { zh: '没有人看过', en: 'by nobody' } : many
        ? { zh: `${openings.most_by}一人 ${openings.most} 次，比平常多，请问一问。`, en: `${openings.most} by ${openings.most_by} alone, more than usual: ask.` }
        : { zh: `最多的是${openings.most_by}，${openings.most} 次`, en: `most by ${openings.most_by}, ${counted(openings.most, 'time')}` }),
  ]
}

/** What is not as it should be is theirs to see to. */
export const checkItem = ({ title, detail, link }: Check): DueItem => ({ kind: 'waiting', title, detail, due: null, overdue_days: 0, link })
