import { inSentence } from '../../base/english.ts'
import type { Text } from '../../base/result.ts'
import type { PRIVATE_SUBJECTS } from '../../evidence/evidence.ts'
import type { ProposalState } from '../confirmation/suspension/suspension.ts'

/** What the holder of an account is to the person who is owed. */
export const ACCOUNT_RELATIONS = {
  self: { zh: '本人', en: 'The person' },
  spouse: { zh: '配偶', en: 'Spouse' },
  parent: { zh: '父母', en: 'Parent' },
  child: { zh: '子女', en: 'Child' },
  grandchild: { zh: '孙子女、外孙子女', en: 'Grandchild' },
  sibling: { zh: '兄弟姐妹', en: 'Brother or sister' },
  guardian: { zh: '监护人', en: 'Guardian' },
  heir: { zh: '继承人', en: 'Heir' },
  'care-home': { zh: '供养机构', en: 'Care home' },
  'village-office': { zh: '村、社区代领', en: 'Village office' },
} as const satisfies Record<string, Text>
export type AccountRelation = keyof typeof ACCOUNT_RELATIONS
export const RELATION_IDS = Object.keys(ACCOUNT_RELATIONS) as AccountRelation[] // the keys are the type

/** Why the account is to change. */
export const ACCOUNT_REASONS = {
  first: { zh: '首次登记', en: 'First account' },
  'lost-card': { zh: '卡折遗失', en: 'Card or passbook lost' },
  'bank-merged': { zh: '银行合并换号', en: 'Banks merged' },
  'returned-by-bank': { zh: '银行退票', en: 'Returned by the bank' },
  'payee-changed': { zh: '领款人变更', en: 'Another payee' },
  correction: { zh: '登记有误', en: 'Entered wrongly' },
} as const satisfies Record<string, Text>
export type AccountReason = keyof typeof ACCOUNT_REASONS
export const REASON_IDS = Object.keys(ACCOUNT_REASONS) as AccountReason[] // the keys are the type

/** The states of every proposal; `settled` is a suspension's alone. */
export type AccountState = Exclude<ProposalState, 'settled'>
export const ACCOUNT_STATES: readonly AccountState[] = ['open', 'decided', 'declined', 'withdrawn']

/** An account as it is shown: the number masked. */
export type AccountView = { readonly account: string | null; readonly bank_name: string | null; readonly account_holder: string | null; readonly account_relation: AccountRelation }

/** The warnings in a word each, as tags of a list. */
export const WARNING_NAMES = {
  'many-payees': { zh: '一户多人', en: 'Many payees' },
  'other-holder': { zh: '他人代领', en: 'Another holder' },
  deceased: { zh: '本人已去世', en: 'Deceased' },
  luhn: { zh: '校验位不符', en: 'Check digit' },
} as const satisfies Record<string, Text>

/** What the decider should look at before saying yes; it refuses nothing by itself. */
export type AccountWarning = { readonly code: keyof typeof WARNING_NAMES; readonly message: Text }

/** A proposal as lists show it. */
export type AccountProposal = {
  readonly id: string
  readonly person: string
  readonly place: string
  readonly name: string
  readonly reason: AccountReason
  readonly note: string | null
  readonly before: AccountView
  readonly after: AccountView
  readonly warnings: readonly AccountWarning[]
  readonly evidence: readonly { readonly id: string; readonly title: string; readonly media_type: string }[]
  readonly state: AccountState
  readonly proposed_by: string
  readonly proposed_by_name: string
  readonly proposed_at: string
  readonly decided_by_name: string | null
  readonly decided_at: string | null
  readonly answer: string | null
}

/** What a proof is filed under: the person whose account it shows. */
export const PROOF_KIND: typeof PRIVATE_SUBJECTS[number] = 'roster.account'

/** Cards have 16 to 19 digits; other lengths are passbooks, which carry no check digit. */
const CARD = /^\d{16,19}$/

/** Whether a number that looks like a card's has the check digit of one (ISO/IEC 7812-1, annex B); others always pass. */
export function passesLuhn(number: string): boolean {
  if (!CARD.test(number)) return true
  const sum = [...number].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

/** Who else is paid to the account, or is proposed to be; `apart` are those of other households. */
type Sharing = { readonly others: number; readonly apart: number }

type Looked = { readonly number: string; readonly holder: string; readonly relation: AccountRelation; readonly deceased: boolean; readonly sharing: Sharing }

/** Whether they live together, which makes one account for them harmless more often than not. */
const apartWords = ({ others, apart }: Sharing): Text => {
  if (apart === 0) return { zh: '都在同一户', en: 'all of the same household' }
  return apart === others ? { zh: '都不在同一户', en: 'of other households' } : { zh: `其中 ${apart} 人不在同一户`, en: `${apart} of them of other households` }
}

const manyPayees = (sharing: Sharing): AccountWarning => ({
  code: 'many-payees',
  message: {
    zh: `一户多人：另有 ${sharing.others} 人用这个账号，${apartWords(sharing).zh}。谨防代领、冒领，请逐人核实。`,
    en: `Many payees: ${sharing.others} more use this account, ${apartWords(sharing).en}. Find out for each of them who draws the money.`,
  },
})

const otherHolder = (holder: string, relation: AccountRelation): AccountWarning => ({
  code: 'other-holder',
  message: {
    zh: `钱不进本人账户：户名是${holder}（${ACCOUNT_RELATIONS[relation].zh}）。请核对关系证明或委托书。`,
    en: `The money does not go to the person: the holder is ${holder} (${inSentence(ACCOUNT_RELATIONS[relation].en)}). Check the proof of relation or the letter of authority.`,
  },
})

const DECEASED: AccountWarning = {
  code: 'deceased', message: { zh: '本人已去世，本人名下的账户不宜再收款，请核对是否应为继承人账户。', en: 'The person has died; see whether the account should be an heir’s.' },
}

const LUHN: AccountWarning = {
  code: 'luhn',
  message: {
    zh: '账号像银行卡号，但校验位不对：可能写错了一位。存折和部分农商行账号没有校验位，请对照佐证核对。',
    en: 'The number looks like a card’s and its check digit is wrong: one digit may be mistyped. Passbooks have none; compare it with the proof.',
  },
}

/** What stands out about an account, the gravest first. */
export const warningsOf = ({ number, holder, relation, deceased, sharing }: Looked): AccountWarning[] => [
  ...(sharing.others > 0 ? [manyPayees(sharing)] : []),
  ...(relation === 'self' ? [] : [otherHolder(holder, relation)]),
  ...(deceased && relation === 'self' ? [DECEASED] : []),
  ...(passesLuhn(number) ? [] : [LUHN]),
]
