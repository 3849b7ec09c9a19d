import type { Actor } from '../base/actor.ts'
import type { Text } from '../base/result.ts'
import { scoped } from '../db/db.ts'
import { verifyNoticesIn } from '../disclosure/actions.ts'
import { documentAnchorsIn } from '../documents/actions.ts'
import { verifyEvidenceIn } from '../evidence/actions.ts'
import { journalHead, numberOfHash, verifyChain } from '../journal/actions.ts'
import { CHAIN_FAULTS, type Head } from '../journal/journal.ts'
import { verifyLawIn } from '../law/actions.ts'
import { read } from '../access/actions.ts'
import { must } from '../base/result.ts'
import { runAnchorsIn, verifyMoneyIn } from '../payment/actions.ts'
import { replayIn } from '../payment/consistency/actions.ts'
import { readArguments } from './arguments.ts'
import { BadArguments, type Command } from './command.ts'
import { commandActor, openHouse, type OpenedHouse } from './house.ts'

/** One thing that was verified: how many were looked at, and the first place where it does not hold. */
type Check = { readonly county: string; readonly name: Text; readonly looked_at: number; readonly fault?: { readonly place: string; readonly message: Text } }

const CHAIN = { zh: '日志链', en: 'journal chain' }

async function checkChain(opened: OpenedHouse, actor: Actor, known: readonly string[]): Promise<Check> {
  const anchors = must(await read(opened.house, actor, 'journal.read', async work => [...await runAnchorsIn(work), ...await documentAnchorsIn(work)]))
  return scoped(opened.house.database, { county: actor.county, places: [actor.county] }, async session => {
    const heads: Head[] = []
    for (const hash of known) {
      const number = await numberOfHash(session, actor.county, hash)
      if (number === undefined) {
        return { county: actor.county, name: CHAIN, looked_at: 0, fault: { place: `journal ${hash}`, message: { zh: '日志里没有这个链头：这条链被截短过，或者被重算过', en: 'no row has this head: the chain was cut short or recomputed' } } }
      }
      heads.push({ number, hash })
    }
    const { rows, fault } = await verifyChain(session, actor.county, [...anchors, ...heads])
    return { county: actor.county, name: CHAIN, looked_at: rows, ...(fault ? { fault: { place: `journal ${actor.county} ${fault.number}`, message: CHAIN_FAULTS[fault.fault] } } : {}) }
  })
}

async function checkMoney(opened: OpenedHouse, actor: Actor): Promise<Check> {
  const { lines, faults } = must(await read(opened.house, actor, 'payment.read', verifyMoneyIn))
  const first = faults[0]
  return { county: actor.county, name: { zh: '应享=账=盘', en: 'entitlement = ledger = bank file' }, looked_at: lines, ...(first ? { fault: first } : {}) }
}

/** Lines decided by the law in use, decided again with what was known when they were prepared. */
async function checkReplay(opened: OpenedHouse, actor: Actor): Promise<Check> {
  const { replayed, found } = must(await read(opened.house, actor, 'payment.read', async work => replayIn(work, await opened.house.lawOf(work))))
  const first = found[0]
  return { county: actor.county, name: { zh: '按当时所知再算', en: 'reckoned again as known then' }, looked_at: replayed, ...(first ? { fault: { place: first.subject, message: first.text } } : {}) }
}

async function checkLaw(opened: OpenedHouse, actor: Actor): Promise<Check> {
  const { texts, fault } = must(await read(opened.house, actor, 'law.read', verifyLawIn))
  const check = { county: actor.county, name: { zh: '县里录入的政策', en: 'the county’s own law' }, looked_at: texts }
  return fault === undefined ? check : { ...check, fault: { place: fault, message: { zh: '与批准的文本不符', en: 'it is not what was approved' } } }
}

async function checkNotices(opened: OpenedHouse, actor: Actor): Promise<Check> {
  const { notices, fault } = must(await read(opened.house, actor, 'disclosure.read', verifyNoticesIn))
  const check = { county: actor.county, name: { zh: '公示', en: 'public notices' }, looked_at: notices }
  return fault === undefined ? check : { ...check, fault: { place: `notice ${fault}`, message: { zh: '与公示时的内容不符', en: 'it is not what was published' } } }
}

async function checkFiles(opened: OpenedHouse, actor: Actor): Promise<Check> {
  const kept = await opened.house.files.all()
  const [broken] = must(await read(opened.house, actor, 'evidence.read', verifyEvidenceIn))
  const check = { county: actor.county, name: { zh: '附件', en: 'files' }, looked_at: kept.length }
  return broken === undefined ? check : { ...check, fault: { place: `evidence ${broken}`, message: { zh: '附件缺失或被改动', en: 'its file is missing or was changed' } } }
}

export const checkLine = (check: Check): string =>
  `${check.fault ? '不符' : '相符'} ${check.name.zh} ${check.name.en}: ${check.looked_at}${check.fault ? ` — ${check.fault.place}: ${check.fault.message.zh} / ${check.fault.message.en}` : ''}`

type Verified = { readonly ok: boolean; readonly checks: readonly Check[]; readonly heads: readonly (Head & { readonly county: string })[] }

/** Everything that can be verified, against heads of the journal that are known from elsewhere. */
export async function verifyHouse(opened: OpenedHouse, known: readonly string[]): Promise<Verified> {
  const checks: Check[] = []
  const heads: (Head & { county: string })[] = []
  for (const { code } of opened.counties) {
    const auditor = commandActor(code, 'auditor')
    checks.push(await checkChain(opened, auditor, known), await checkMoney(opened, auditor), await checkReplay(opened, auditor), await checkLaw(opened, auditor), await checkNotices(opened, auditor), await checkFiles(opened, auditor))
    heads.push({ county: code, ...await scoped(opened.house.database, { county: code, places: [code] }, session => journalHead(session, code)) })
  }
  return { ok: checks.every(check => check.fault === undefined), checks, heads }
}

export const verifyCommand: Command = {
  usage: 'verify --data DIR [--head HASH]',
  summary: { zh: '核验账、日志链、县里录入的政策、公示和附件', en: 'verify ledger, journal chain, the county’s own law, public notices and files' },
  async run(args, out) {
    const { values } = readArguments(args, { data: { type: 'string' }, head: { type: 'string', multiple: true } })
    const known = values.head ?? []
    const wrong = known.find(hash => !/^[0-9a-f]{64}$/.test(hash))
    if (wrong !== undefined) throw new BadArguments(`--head ${wrong}：应为 64 位十六进制 / 64 hexadecimal digits`)
    const opened = await openHouse({ data: values.data, log: out.log })
    try {
      const { ok, checks, heads } = await verifyHouse(opened, known)
      out.print({ ok, checks, head: heads[0]?.hash, heads }, [...checks.map(checkLine), ...heads.map(head => `链头 head ${head.county} ${head.number} ${head.hash}`)].join('\n'))
      return ok ? 0 : 1
    } finally {
      await opened.close()
    }
  },
}
