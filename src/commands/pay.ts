import { readFile, writeFile } from 'node:fs/promises'
import { identify } from '../access/actions.ts'
import { passwordStanding } from '../access/own/actions.ts'
import { passwordFirst } from '../access/refusals.ts'
import type { Actor, Role } from '../base/actor.ts'
import { yuanGrouped } from '../base/money.ts'
import { done, refused, type Result } from '../base/result.ts'
import {
  applyReturnFile, checkRun, clearFailure, confirmRun, decideExceptions, discardRun, enterSetting, exportRun, paymentFailures, prepareRun, reissueRun, run, runExceptions, runLines,
  runs, sendRun, settings,
} from '../payment/actions.ts'
import type { ReturnOutcome } from '../payment/banks/actions.ts'
import type { FailedPayment } from '../payment/banks/failures/actions.ts'
import { heldByReason } from '../payment/banks/failures/failures.ts'
import { failureRulesOf } from '../payment/banks/failures/load.ts'
import type { ExceptionView } from '../payment/exceptions/actions.ts'
import { DECIDING_KINDS, DECISION_NAMES, EXCEPTION_NAMES } from '../payment/exceptions/exceptions.ts'
import type { DecisionInput } from '../payment/exceptions/schemas.ts'
import { exportRoster, rosters } from '../payment/rosters/actions.ts'
import type { SendOutcome } from '../payment/sending/actions.ts'
import type { SettingInput } from '../payment/settings/schemas.ts'
import { readArguments, required, wholeNumber } from './arguments.ts'
import { BadArguments, refuse, type Command } from './command.ts'
import { readEnvironment } from './environment.ts'
import { commandActor, openHouse, type OpenedHouse } from './house.ts'
import { APPROVAL } from './pay-approve.ts'
import { BOOKS } from './pay-books.ts'
import { OPTIONS, runLine, subjectOf, tell, type Call } from './pay-call.ts'
import { FUNDS, FUNDS_USAGE } from './pay-funds.ts'
import { NOTICES, NOTICES_USAGE } from './pay-notices.ts'

const runOf = (call: Call): string => subjectOf(call, '批次号')

const listed = (text: string | undefined): string[] | undefined => text?.split(',').map(part => part.trim())

async function prepare(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const input = {
    place: values.place ?? actor.place, from: required(values.from, 'from'), to: required(values.to, 'to'), benefits: listed(values.benefits), note: values.note, fund: values.fund,
  }
  return tell(out, await prepareRun(opened.house, actor, input, { key: values.key }), runLine)
}

async function show(call: Call): Promise<number> {
  const { opened, actor, out } = call
  const view = await run(opened.house, actor, runOf(call))
  if (!view.ok) return refuse(out, view.refusals)
  const lines: unknown[] = []
  for (let page = 1; ; page++) {
    const answer = await runLines(opened.house, actor, runOf(call), { page, size: 1000 })
    if (!answer.ok) return refuse(out, answer.refusals)
    lines.push(...answer.value.rows)
    if (answer.value.rows.length < 1000) break
  }
  const totals = view.value.totals.map(total => `  ${total.name.zh}  ${total.persons} 人 ${yuanGrouped(total.amount_fen)} 元  ${total.state}`)
  const found = view.value.findings.entries.map(entry => `  ${entry.benefit}  ${entry.persons} 人：${entry.text.zh}`)
  // `lines` of the summary is their number; the lines themselves stand beside it.
  out.print({ ...view.value, line_list: lines }, [runLine(view.value), ...totals, ...found].join('\n'))
  return 0
}

async function takeBankFile(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const file = required(values.out, 'out')
  const answer = await exportRun(opened.house, actor, runOf(call), required(values.format, 'format'))
  if (!answer.ok) return refuse(out, answer.refusals)
  await writeFile(file, answer.value.bytes, { mode: 0o600 })
  out.print({ file, bytes: answer.value.bytes.byteLength }, file)
  return 0
}

/** Without `--form`: which rosters there are. */
async function takeRoster(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  if (values.form === undefined) {
    return tell(out, await rosters(opened.house, actor, runOf(call)), list =>
      list.map(one => `${one.id}  ${one.name.zh}  ${one.persons} 人 ${yuanGrouped(one.amount_fen)} 元`).join('\n'))
  }
  const file = required(values.out, 'out')
  const answer = await exportRoster(opened.house, actor, runOf(call), { form: values.form, masked: values.masked, by_village: values['by-village'] })
  if (!answer.ok) return refuse(out, answer.refusals)
  await writeFile(file, answer.value.bytes, { mode: 0o600 })
  out.print({ file, bytes: answer.value.bytes.byteLength, rows: answer.value.rows }, file)
  return 0
}

async function bringReturnFile(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const file = subjectOf(call, '回盘文件')
  const bytes = await readFile(file).catch(() => undefined)
  if (bytes === undefined) {
    return refuse(out, [{ code: 'unreadable', place: 'file', value: file, message: { zh: '打不开这个文件。', en: 'This file cannot be opened.' } }])
  }
  const answer = await applyReturnFile(opened.house, actor, new Uint8Array(bytes), { key: values.key })
  return tell(out, answer, returnWords)
}

const exceptionLine = ({ number, name, kind, text, amount_fen, decision, reason, decided_by, stands: judged, earlier }: ExceptionView): string => {
  const before = earlier === null ? '' : `${judged ? '沿用' : '上次'} ${earlier.decided_on} ${earlier.run} `
  const stands = decision !== null ? `${before}${DECISION_NAMES[decision].zh}（${decided_by}：${reason}）` : DECIDING_KINDS.includes(kind) ? '待处理' : '知悉即可'
  return `${number}  ${name}  ${EXCEPTION_NAMES[kind].zh}：${text.zh}  ${yuanGrouped(amount_fen)} 元  ${stands}`
}

const listExceptions = async (call: Call): Promise<number> =>
  tell(call.out, await runExceptions(call.opened.house, call.actor, runOf(call)), rows => rows.map(exceptionLine).join('\n'))

async function decideThem(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  // What is wrong with a kind or a decision is said by the action, with what may stand there.
  const input = {
    exceptions: listed(values.exception)?.map(number => wholeNumber(number, 'exception', 1, 999_999)), kind: values.kind,
    decision: required(values.decision, 'decision'), reason: required(values.reason, 'reason'),
  } as DecisionInput
  return tell(out, await decideExceptions(opened.house, actor, runOf(call), input, { key: values.key }), ({ run: after, exceptions }) => [runLine(after), ...exceptions.map(exceptionLine)].join('\n'))
}

/** Without a kind it lists what is set; with one it enters how a place pays from a day on. */
async function placeSettings(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  if (values.kind === undefined) {
    return tell(out, await settings(opened.house, actor), rows =>
      rows.map(row => `${row.from}起  ${row.place}  ${row.kind}  ${row.benefit ?? '全部待遇'}  ${JSON.stringify(row.value)}  ${row.document}`).join('\n'))
  }
  const day = { day: wholeNumber(values.day, 'day', 1, 31), month_offset: values['month-offset'] === undefined ? undefined : Number(values['month-offset']) }
  const input = {
    kind: values.kind, place: values.place ?? actor.place, from: required(values.from, 'from'), document: required(values.document, 'document'),
    ...(values.benefit === undefined ? {} : { benefit: values.benefit }), value: values.kind === 'due-day' ? day : values.kind === 'paying-account' ? { name: values.name, account: values.account, bank: values.bank } : values.value,
  } as SettingInput // as above
  return tell(out, await enterSetting(opened.house, actor, input, { key: values.key }), id => id)
}

/** What a return file did, and what it leaves open. */
const returnWords = (value: ReturnOutcome): string => [
  `${value.format.zh}：到账 ${value.confirmed}，退回 ${value.returned}${value.reversed > 0 ? `（其中退汇 ${value.reversed}）` : ''}，此前已登记 ${value.unchanged}`,
  ...(value.outstanding > 0 ? [`还有 ${value.outstanding} 笔没有回盘结果`] : []), ...(value.pending > 0 ? [`银行还在处理 ${value.pending} 笔`] : []), ...value.runs.map(runLine),
].join('\n')

const FAILURE_STATE_NAMES = { open: '待更正', ready: '可重发', 'under-way': '已重发' } as const

const failureLine = (one: FailedPayment): string =>
  `${one.serial ?? '（未送出）'}  ${one.run_number}  ${one.name}  ${one.benefit_name.zh} ${one.period}  ${yuanGrouped(one.amount_fen)} 元  ${one.class_name.zh}${one.reason ? `（${one.reason}）` : ''}  ` +
  `责任：${one.owner_name.zh}，${one.due_on} 前${one.overdue ? '，已逾期' : ''}  ${FAILURE_STATE_NAMES[one.state]}`

async function failures({ opened, actor, values, out }: Call): Promise<number> {
  const answer = await paymentFailures(opened.house, actor, { place: values.place, size: 1000 })
  return tell(out, answer, value => [...value.rows.map(failureLine), `共 ${value.total} 笔 ${yuanGrouped(value.amount_fen)} 元，逾期 ${value.overdue} 笔`].join('\n'))
}

const clear = async (call: Call): Promise<number> =>
  tell(call.out, await clearFailure(call.opened.house, call.actor, subjectOf(call, '流水号'), { reason: required(call.values.note, 'note') }, { key: call.values.key }), value => value.serial)

const heldWords = ({ waiting }: SendOutcome): string =>
  heldByReason(waiting.map(one => one.reason)).map(({ reason, lines }) => `${failureRulesOf().waiting[reason].name.zh} ${lines}`).join('，')

type Step = typeof checkRun
const step = (action: Step) => async (call: Call): Promise<number> => tell(call.out, await action(call.opened.house, call.actor, runOf(call), { key: call.values.key }), runLine)
const dispatch = (action: typeof sendRun) => async (call: Call): Promise<number> =>
  tell(call.out, await action(call.opened.house, call.actor, runOf(call), { key: call.values.key }),
    value => `${runLine(value.run)}\n送出 ${value.sent} 行 ${yuanGrouped(value.amount_fen)} 元${value.waiting.length > 0 ? `；${value.waiting.length} 行留下没有送（${heldWords(value)}），见 pay failures` : ''}`)

const ACTIONS: Readonly<Record<string, (call: Call) => Promise<number>>> = {
  prepare,
  exceptions: listExceptions,
  decide: decideThem,
  settings: placeSettings,
  check: step(checkRun),
  send: dispatch(sendRun),
  reissue: dispatch(reissueRun),
  confirm: step(confirmRun),
  discard: step(discardRun),
  list: async ({ opened, actor, values, out }) =>
    tell(out, await runs(opened.house, actor, { size: 200, place: values.place, year: values.year === undefined ? undefined : Number(values.year) }), value => value.rows.map(runLine).join('\n')),
  show,
  export: takeBankFile,
  roster: takeRoster,
  return: bringReturnFile,
  failures,
  clear,
  ...APPROVAL,
  ...BOOKS,
  ...FUNDS,
  ...NOTICES,
}
/** What may be asked without a name: whoever holds the key file could read it anyway, and the journal says that it was the command line. */
const UNNAMED = { list: 'county-office', show: 'county-office', choices: 'county-office', exceptions: 'county-office', export: 'clerk', roster: 'clerk', return: 'clerk', failures: 'county-office', board: 'county-office', statement: 'county-office', receivables: 'county-office', closings: 'county-office', funds: 'county-office', 'fund-statement': 'county-office', 'fund-proposals': 'county-office', stock: 'county-office', disclosure: 'county-office', notices: 'county-office', accounts: 'county-office' } as const satisfies Record<string, Role>

async function actorFor(opened: OpenedHouse, word: string, login: string | undefined): Promise<Result<Actor>> {
  const role = Object.entries(UNNAMED).find(([name]) => name === word)?.[1]
  if (login === undefined && role !== undefined) return done(commandActor(opened.counties[0]!.code, role))
  const actor = await identify(opened.house, opened.demo, required(login, 'as'), readEnvironment(process.env).TONGXIN_PASSWORD)
  return actor.ok && (await passwordStanding(opened.house, actor.value)).once ? refused(passwordFirst) : actor
}

export const payCommand: Command = {
  usage: `pay prepare|exceptions|decide|check|approve|send|confirm|return|reissue|discard|list|show|choices|export|failures|clear|roster|settings|board|statement|slips|compare|receivables|close|closings|answer|${[...Object.keys(FUNDS), ...Object.keys(NOTICES)].join('|')} [ID|FILE|SERIAL] --data DIR --as LOGIN
    prepare --from YYYY-MM --to YYYY-MM [--place CODE] [--benefits A,B] [--fund ID]
    choices ID [--funds BENEFIT=FUND,…] · approve ID [--fund ID] [--funds BENEFIT=FUND,…]
    board --year Y [--place CODE] · statement PERSON|HOUSEHOLD --year Y [--household] · slips PERSON --year Y [--out FILE]
    close RUN/NUMBER --kind refund|offset|write-off --amount FEN --document D --reason WHY [--fund ID] [--line RUN/NUMBER] · answer ID --decision accept|decline [--reason WHY]
    decide ID --exception N[,N] | --kind KIND --decision pay|leave-out --reason WHY
    export ID --format F --out FILE; roster ID [--form F --out FILE] [--masked] [--by-village]
${FUNDS_USAGE}
${NOTICES_USAGE}
    settings [--kind due-day|approver|disclosure|paying-account --from YYYY-MM-DD --document D [--place CODE] [--benefit B] --day N [--month-offset N] | --value V | --name N --account A --bank B]`,
  summary: { zh: '发放：编制、处理例外、复核、审批、送银行、回盘；资金、预算、调剂、库存；公示、异议；账户变更', en: 'a payment run, from preparing to the bank’s answer; funds, budgets, transfers, goods in store; notices and objections; changes of accounts' },
  async run(args, out) {
    const { values, positionals: [word, subject] } = readArguments(args, OPTIONS)
    const action = word === undefined || !Object.hasOwn(ACTIONS, word) ? undefined : ACTIONS[word]
    if (word === undefined || !action) throw new BadArguments(`pay ${word ?? ''}：应为 ${Object.keys(ACTIONS).join('、')} / must be one of these`)
    const opened = await openHouse({ data: values.data, log: text => out.log(text) })
    try {
      const actor = await actorFor(opened, word, values.as)
      return actor.ok ? await action({ opened, actor: actor.value, values, subject, out }) : refuse(out, actor.refusals)
    } finally {
      await opened.close()
    }
  },
}
