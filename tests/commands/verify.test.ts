import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Session } from '../../src/db/db.ts'
import { hashedText, type Row } from '../../src/journal/journal.ts'
import { answer, asSuperuser, command, copyOf, temporaryFolder } from './program.ts'

type Verified = { ok: boolean; head: string; heads: { county: string; number: number }[]; checks: { name: { en: string }; looked_at: number; fault?: { place: string; message: { zh: string } } }[] }

/** Each command opens the database anew; a busy machine takes its time. */
vi.setConfig({ testTimeout: 180_000 })

const folder = temporaryFolder()
const town = join(folder, 'town')
/** What an auditor wrote down on the day: the head of the untouched chain. */
let known: Verified

beforeAll(async () => {
  await answer('demo', '--data', town, '--until', '2023-03-31')
  known = await answer<Verified>('verify', '--data', town)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs verify on a spoiled directory. */
async function verified(data: string, ...args: string[]): Promise<Verified & { code: number | null }> {
  const { code, out } = await command('verify', '--data', data, '--json', ...args)
  return { code, ...JSON.parse(out) as Verified }
}

const COLUMNS = 'county_code, number, place_code, at, account, actor, role, action, subject, before, after, previous_hash, hash'
const rowsFrom = async (session: Session, number: number): Promise<Row[]> =>
  (await session.query<Row>(`SELECT ${COLUMNS} FROM journal WHERE number >= $1 ORDER BY number`, [number])).rows

/** One byte of a text, changed to another digit or letter. */
const spoiled = (text: string): string => {
  const at = text.search(/[0-8a-y]/)
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) + 1) + text.slice(at + 1)
}

/** Changes a row and makes every later hash right again, as only a superuser can. */
async function recompute(session: Session, number: number): Promise<void> {
  const [first, ...later] = await rowsFrom(session, number)
  let previous = first!.previous_hash
  for (const row of [{ ...first!, actor: '别人' }, ...later]) {
    const linked = { ...row, previous_hash: previous }
    previous = createHash('sha256').update(hashedText(linked)).digest('hex')
    await session.query('UPDATE journal SET actor = $2, previous_hash = $3, hash = $4 WHERE number = $1', [row.number, row.actor, linked.previous_hash, previous])
  }
  await session.query('UPDATE journal_head SET hash = $1', [previous])
}

const chainFault = (answered: Verified) => answered.checks.find(check => check.name.en === 'journal chain')?.fault

describe('verify', () => {
  test('an untouched township: money, chain and files hold, and it says how much it looked at', async () => {
    expect(known.ok).toBe(true)
    const none = known.checks.filter(check => check.looked_at === 0).map(check => check.name.en)
    expect(none).toEqual(['the county’s own law'])
    expect(known.checks).toHaveLength(6)
    expect((await command('verify', '--data', town, '--head', known.head)).code).toBe(0)
  })

  test('one byte of a journal row changed: exit 1, and the row is named', async () => {
    const data = copyOf(town)
    const number = await asSuperuser(data, async session => {
      const row = (await rowsFrom(session, Math.floor(known.heads[0]!.number / 2))).find(each => each.after !== null)!
      await session.query('UPDATE journal SET after = $2 WHERE number = $1', [row.number, spoiled(row.after!)])
      return row.number
    })
    const answered = await verified(data)
    expect({ code: answered.code, ok: answered.ok }).toEqual({ code: 1, ok: false })
    expect(chainFault(answered)).toMatchObject({ place: `journal 990101 ${number}`, message: { zh: '这一行被改动过' } })
  })

  test('the last ten rows deleted: exit 1, and the first missing row is named', async () => {
    const data = copyOf(town)
    const last = known.heads[0]!.number
    await asSuperuser(data, session => session.query('DELETE FROM journal WHERE number > $1', [last - 10]))
    const answered = await verified(data)
    expect(answered.code).toBe(1)
    expect(chainFault(answered)).toMatchObject({ place: `journal 990101 ${last - 9}`, message: { zh: '从这一行起被截去' } })
  })

  test('the last ten rows deleted and the head set back: found against the head that was known', async () => {
    const data = copyOf(town)
    await asSuperuser(data, async session => {
      const last = known.heads[0]!.number - 10
      await session.query('DELETE FROM journal WHERE number > $1', [last])
      await session.query('UPDATE journal_head SET number = $1, hash = (SELECT hash FROM journal WHERE number = $1)', [last])
    })
    const answered = await verified(data, '--head', known.head)
    expect(answered.code).toBe(1)
    expect(chainFault(answered)?.place).toContain(known.head)
  })

  test('the chain recomputed by a superuser: found against an earlier head, and the place is named', async () => {
    const data = copyOf(town)
    const last = known.heads[0]!.number
    await asSuperuser(data, session => recompute(session, last))
    // Nothing inside the database tells: this last row stands behind every anchor, and all its hashes are right.
    expect((await verified(data)).code).toBe(0)
    const answered = await verified(data, '--head', known.head)
    expect(answered.code).toBe(1)
    expect(chainFault(answered)).toMatchObject({ place: `journal ${known.head}` })
    expect(chainFault(answered)?.message.zh).toContain('被重算过')
  })

  test('the whole chain recomputed: an approved run remembers the head it was approved at', async () => {
    const data = copyOf(town)
    await asSuperuser(data, session => recompute(session, 2))
    const answered = await verified(data)
    expect(answered.code).toBe(1)
    expect(chainFault(answered)).toMatchObject({ message: { zh: '这条链不是当初那一条，从这一行起被重算过' } })
    expect(chainFault(answered)?.place).toMatch(/^journal 990101 \d+$/)
  })

  test('the preparer, promoted since, is still refused as approver', async () => {
    const data = copyOf(town)
    const { id } = await answer<{ id: string }>('pay', 'prepare', '--data', data, '--as', 'clerk', '--from', '2023-04', '--to', '2023-04')
    await answer('pay', 'check', id, '--data', data, '--as', 'reviewer')
    await asSuperuser(data, session => session.query(`UPDATE account SET role = 'leader' WHERE login = 'clerk'`))
    const { code, log } = await command('pay', 'approve', id, '--data', data, '--as', 'clerk')
    expect(code).toBe(2)
    expect(log).toContain('不能由本人审批')
  })

  test('a head that is no hash: exit 2', async () => {
    const { code, log } = await command('verify', '--data', town, '--head', 'abc')
    expect(code).toBe(2)
    expect(log).toContain('64 位十六进制')
  })
})
