import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { dayOf } from '../base/day.ts'
import { done, refused, type Refusal, type Result } from '../base/result.ts'
import { discardNotice, notice, notices, publishNotice, withdrawNotice } from '../disclosure/actions.ts'
import { NOTICE_STATE_NAMES, NOTICE_STATES, RESULT_NAMES, type NoticeLine, type NoticeState, type NoticeView } from '../disclosure/disclosure.ts'
import { answer, object } from '../disclosure/objections/actions.ts'
import { OBJECTION_RESULTS, objectionInput, answerInput, withdrawal, type AnswerInput, type ObjectionInput } from '../disclosure/schemas.ts'
import { keepEvidence } from '../evidence/actions.ts'
import { MEDIA_TYPES } from '../evidence/evidence.ts'
import { refusalsOf } from '../http/router.ts'
import { discloseRun, runDisclosure } from '../payment/disclosure/actions.ts'
import type { RunDisclosure } from '../payment/disclosure/lists.ts'
import { ACCOUNT_REASONS, ACCOUNT_STATES, PROOF_KIND, type AccountState } from '../roster/accounts/accounts.ts'
import { accountProposals, decideAccount, declineAccount, proposeAccount, withdrawAccount } from '../roster/accounts/actions.ts'
import { accountProposalInput, type AccountProposalInput } from '../roster/accounts/schemas.ts'
import { person as cardOf } from '../roster/lookup/actions.ts'
import { required } from './arguments.ts'
import { BadArguments } from './command.ts'
import { subjectOf, tell, type Call } from './pay-call.ts'

const noticeLine = ({ id, state, title, rows, ends_on, days_left, unanswered, upheld }: NoticeLine): string => [
  id, NOTICE_STATE_NAMES[state].zh, title, `${rows} 行`, ends_on === null ? '' : `至 ${ends_on}`, days_left === null ? '' : `还有 ${days_left} 天`,
  unanswered > 0 ? `${unanswered} 条异议没有答复` : '', upheld > 0 ? `${upheld} 条异议成立` : '',
].filter(word => word !== '').join('  ')

const noticeText = (view: NoticeView): string => [
  noticeLine(view), ...view.content.rows.map((row, index) => `  ${index + 1}  ${row.join('  ')}`),
  ...view.objection_list.map(one => `  ${one.id}  ${one.raised_on} ${one.raised_by}：${one.text}  ${one.result === null ? '没有答复' : `${RESULT_NAMES[one.result].zh}：${one.answer ?? ''}`}`),
].join('\n')

const listsText = ({ villages }: RunDisclosure): string =>
  villages.map(({ place, required: asked, list, done: over }) => `${place}  ${asked ? '须公示' : '不须公示'}  ${over ? '已公示期满' : ''}  ${list === null ? '没有名单' : noticeLine(list)}`).join('\n')

/** One of a few words; another is told with those that there are. */
function oneOf<Word extends string>(name: string, value: string | undefined, legal: readonly Word[]): Word | undefined {
  const found = legal.find(word => word === value)
  if (value !== undefined && found === undefined) throw new BadArguments(`--${name} ${value}：应为 ${legal.join('、')} / must be one of these`)
  return found
}

type Schema<Value> = { safeParse(value: unknown): { success: true; data: Value } | { success: false; error: { issues: Parameters<typeof refusalsOf>[0] } } }
/** What was typed, as the action takes it; everything that is missing or wrong at once. */
function parsed<Value>(schema: Schema<Value>, value: unknown): Result<Value> {
  const found = schema.safeParse(value)
  return found.success ? done(found.data) : refused(...refusalsOf(found.error.issues))
}

async function disclose(call: Call): Promise<number> {
  const { opened: { house }, actor, values: { phone, address, key }, out } = call
  const contact = phone === undefined && address === undefined ? undefined : { phone: required(phone, 'phone'), address: required(address, 'address') }
  return tell(out, await discloseRun(house, actor, subjectOf(call, '批次号'), contact, { key }), listsText)
}

const disclosureOf = async (call: Call): Promise<number> => tell(call.out, await runDisclosure(call.opened.house, call.actor, subjectOf(call, '批次号')), listsText)

async function listNotices({ opened, actor, values, subject, out }: Call): Promise<number> {
  if (subject !== undefined) return tell(out, await notice(opened.house, actor, subject), noticeText)
  const state: NoticeState | undefined = oneOf('state', values.state, NOTICE_STATES)
  return tell(out, await notices(opened.house, actor, { place: values.place, state, size: 200 }), list => list.rows.map(noticeLine).join('\n'))
}

const publish = async (call: Call): Promise<number> => tell(call.out, await publishNotice(call.opened.house, call.actor, subjectOf(call, '公示编号'), { key: call.values.key }), noticeLine)
const discard = async (call: Call): Promise<number> => tell(call.out, await discardNotice(call.opened.house, call.actor, subjectOf(call, '公示编号'), { key: call.values.key }), noticeLine)

async function takeDown(call: Call): Promise<number> {
  const input = parsed(withdrawal, { reason: call.values.reason })
  return tell(call.out, input.ok ? await withdrawNotice(call.opened.house, call.actor, subjectOf(call, '公示编号'), input.value.reason, { key: call.values.key }) : input, noticeLine)
}

async function raise(call: Call): Promise<number> {
  const { opened: { house }, actor, values, out } = call
  const input = parsed<ObjectionInput>(objectionInput, { raised_on: values.on, raised_by: values.name, text: values.reason, row: values.line })
  return tell(out, input.ok ? await object(house, actor, subjectOf(call, '公示编号'), input.value, { key: values.key }) : input, noticeText)
}

async function reply(call: Call): Promise<number> {
  const { opened: { house }, actor, values, out } = call
  const input = parsed<AnswerInput>(answerInput, { result: oneOf('decision', required(values.decision, 'decision'), OBJECTION_RESULTS), text: values.reason })
  return tell(out, input.ok ? await answer(house, actor, subjectOf(call, '异议编号'), input.value, { key: values.key }) : input, noticeText)
}

async function listAccounts({ opened, actor, values, out }: Call): Promise<number> {
  const state: AccountState | undefined = oneOf('state', values.state, ACCOUNT_STATES)
  return tell(out, await accountProposals(opened.house, actor, { place: values.place, state, size: 200 }), list =>
    list.rows.map(one => `${one.id}  ${one.name}  ${ACCOUNT_REASONS[one.reason].zh}  ${one.state}  ${one.proposed_by_name}`).join('\n'))
}

const MEDIA_BY_ENDING = new Map(Object.entries(MEDIA_TYPES).map(([type, ending]) => [`.${ending}`, type]))
const unreadable = (file: string): Refusal => ({
  code: 'invalid', place: 'proof', value: file, legal: [...MEDIA_BY_ENDING.keys()],
  message: { zh: `佐证 ${file} 不是能收的文件。`, en: `The proof ${file} is no file of a kind that is taken.` },
})

/** Keeps the proof that an account is changed on. @returns the ids of what was kept */
async function keepProofs({ opened: { house, house: { clock } }, actor, values }: Call, person: string): Promise<Result<string[]>> {
  const card = await cardOf(house, actor, person)
  if (!card.ok) return card
  const files = values.proof === undefined ? [] : values.proof.split(',')
  const wrong = files.filter(file => !MEDIA_BY_ENDING.has(extname(file).toLowerCase()))
  if (wrong.length > 0) return refused(...wrong.map(unreadable))
  const kept: string[] = []
  for (const file of files) {
    const id = await keepEvidence(house, actor, {
      kind: 'scan', title: basename(file), place: card.value.place, taken_on: values.on ?? dayOf(clock()), media_type: MEDIA_BY_ENDING.get(extname(file).toLowerCase())!,
      bytes: await readFile(file), file_name: basename(file), subject: { kind: PROOF_KIND, id: person },
    })
    if (!id.ok) return id
    kept.push(id.value)
  }
  return done(kept)
}

async function propose(call: Call): Promise<number> {
  const { opened: { house }, actor, values, out } = call
  const person = subjectOf(call, '人员编号')
  const common = {
    person, account: values.account, reason: values.kind, bank_name: values.bank, account_holder: values.name, account_relation: values.relation, note: values.note,
  }
  // Looked at before the proof is kept, so that nothing is kept of what is refused.
  const input = parsed(accountProposalInput.omit({ evidence: true }), common)
  const evidence = input.ok ? await keepProofs(call, person) : input
  if (!evidence.ok) return tell(out, evidence, () => '')
  return tell(out, await proposeAccount(house, actor, { ...common, evidence: evidence.value } as AccountProposalInput, { key: values.key }), ({ id }) => id)
}

const ACCOUNT_DECISIONS = ['accept', 'decline', 'withdraw'] as const

async function decideOne(call: Call): Promise<number> {
  const { opened: { house }, actor, values: { reason, key, decision }, out } = call
  const id = subjectOf(call, '账户变更编号')
  const ways = {
    accept: () => decideAccount(house, actor, id, { note: reason }, { key }), decline: () => declineAccount(house, actor, id, { reason: reason ?? '' }, { key }),
    withdraw: () => withdrawAccount(house, actor, id, { key }),
  }
  return tell(out, await ways[oneOf('decision', required(decision, 'decision'), ACCOUNT_DECISIONS)!](), one => one)
}

/** `pay` about what hangs on the boards, and about the accounts that money goes to. */
export const NOTICES: Readonly<Record<string, (call: Call) => Promise<number>>> = {
  disclose, disclosure: disclosureOf, notices: listNotices, 'notice-publish': publish, 'notice-discard': discard, 'notice-withdraw': takeDown,
  'objection-add': raise, 'objection-answer': reply, accounts: listAccounts, 'account-propose': propose, 'account-decide': decideOne,
}

export const NOTICES_USAGE = `    disclose RUN [--phone P --address A] · disclosure RUN · notices [NOTICE] [--place CODE] [--state draft|published|ended|withdrawn|discarded]
    notice-publish NOTICE · notice-discard NOTICE · notice-withdraw NOTICE --reason WHY
    objection-add NOTICE --on DAY --name WHO --reason WHAT [--line ROW] · objection-answer ID --decision upheld|not-upheld --reason WHY
    accounts [--place CODE] [--state open|decided|declined|withdrawn] · account-decide ID --decision accept|decline|withdraw [--reason WHY]
    account-propose PERSON --kind first|lost-card|… --account A --bank B --name HOLDER --relation self|spouse|… --proof FILE[,FILE] [--on DAY] [--note N]`
