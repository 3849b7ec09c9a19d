import type { Text } from '../base/result.ts'
import { FACT_VALUE_NAMES } from '../law/fact-names.ts'
import { BUDGET_KINDS } from '../ledger/budgets/budgets.ts'
import { PROPOSAL_KINDS } from '../ledger/proposals/proposals.ts'
import { STOCK_KINDS } from '../ledger/stock/stock.ts'
import { LEVEL_NAMES, PURPOSE_NAMES } from '../ledger/words.ts'
import { MEMBER_ROLE_NAMES } from '../organization/organization.ts'
import { DECISION_NAMES } from '../payment/exceptions/exceptions.ts'
import { RUN_STATE_NAMES } from '../payment/payment.ts'
import { CLOSING_NAMES } from '../payment/recovery/recovery.ts'
import { SETTING_NAMES } from '../payment/settings/settings.ts'
import { SOURCE_NAMES } from '../plan/plan.ts'
import { ACCOUNT_REASONS, ACCOUNT_RELATIONS, PROOF_KIND } from '../roster/accounts/accounts.ts'
import { STATE_RULES, WAY_RULES } from '../roster/confirmation/confirmation.ts'
import { PROPOSAL_NAMES, PROPOSAL_REASONS } from '../roster/confirmation/suspension/suspension.ts'
import { FACT_KIND_NAMES } from '../roster/kinds.ts'
import { PAPER_KIND } from '../roster/papers/papers.ts'
import { PROOF_NAMES } from '../ui/proof-names.ts'

type Words = Readonly<Record<string, Text>>

const namesOf = (rules: Readonly<Record<string, { readonly name: Text }>>): Words => Object.fromEntries(Object.entries(rules).map(([id, { name }]) => [id, name]))

/** What a group's version is, and what else rooms write as a kind of their own. */
const OTHER_KINDS: Words = { established: { zh: '成立', en: 'Established' }, adjusted: { zh: '调整', en: 'Adjusted' }, evidence: { zh: '佐证', en: 'Evidence' } }
/** What a file is about, and what record closed a task; those of activities are named by their kinds. */
const SUBJECTS: Words = {
  'task': { zh: '任务', en: 'Task' }, 'activity': { zh: '活动', en: 'Activity' }, 'visit': { zh: '走访', en: 'Visit' }, 'visits.round': { zh: '走访轮次', en: 'Round of visits' },
  'organization.meeting': { zh: '会议', en: 'Meeting' }, 'organization.group-change': { zh: '领导小组调整', en: 'Change of the leading group' },
  'payment.run-confirmed': { zh: '到账的发放批次', en: 'Confirmed run' }, 'roster.confirmation': { zh: '年度确认', en: 'Confirmation' },
  [PROOF_KIND]: { zh: '银行账户', en: 'Bank account' }, [PAPER_KIND]: { zh: '个人证件', en: 'Personal papers' },
}
const ROUND_STATES: Words = { open: { zh: '进行中', en: 'Open' }, closed: { zh: '已结束', en: 'Closed' }, removed: { zh: '已删去', en: 'Removed' } }

/** The program's own words by the key under which the journal holds them: `kind`, `reason`. Of one key the later table wins. */
const TABLES: readonly (readonly [string, Words])[] = [
  ...Object.entries(FACT_VALUE_NAMES),
  ['kind', { ...FACT_KIND_NAMES, ...SUBJECTS, ...PROPOSAL_NAMES, ...BUDGET_KINDS, ...PROPOSAL_KINDS, ...STOCK_KINDS, ...CLOSING_NAMES, ...SETTING_NAMES, ...PROOF_NAMES, ...OTHER_KINDS }],
  ['reason', { ...ACCOUNT_REASONS, ...PROPOSAL_REASONS }], ['account_relation', ACCOUNT_RELATIONS],
  ['decision', DECISION_NAMES], ['way', namesOf(WAY_RULES)], ['result', namesOf(STATE_RULES)], ['level', LEVEL_NAMES], ['purpose', PURPOSE_NAMES],
  ['role', MEMBER_ROLE_NAMES], ['subject_kind', SUBJECTS], ['source_kind', SOURCE_NAMES], ['state', { ...ROUND_STATES, ...RUN_STATE_NAMES }],
]

/** What values in the journal are called: by `key=value`, for a word means one thing under one key and another under another. */
export const JOURNAL_WORDS: ReadonlyMap<string, Text> = new Map(TABLES.flatMap(([key, words]) => Object.entries(words).map(([value, name]) => [`${key}=${value}`, name] as const)))
