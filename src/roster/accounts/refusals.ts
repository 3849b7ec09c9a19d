import type { Refusal } from '../../base/result.ts'
import { ACCOUNT_REASONS, ACCOUNT_RELATIONS, REASON_IDS, RELATION_IDS, type AccountRelation } from './accounts.ts'

export const holderDiffers = (holder: string, name: string): Refusal => ({
  code: 'contradiction', place: 'account_relation', value: 'self', legal: RELATION_IDS.filter(relation => relation !== 'self'),
  message: { zh: `户名“${holder}”不是本人“${name}”，关系不能写“本人”。`, en: `The holder ${holder} is not ${name}: the relation cannot be "the person".` },
  next: { zh: '请核对户名；确由他人代领的，写明与本人的关系，并附关系证明或委托书。', en: 'Check the name; if somebody else draws the money, say what they are to the person and add the proof.' },
})

/** Nothing was said of the holder's relation, and silence would have meant the person. */
const relationMissing = (holder: string, name: string): Refusal => ({
  ...holderDiffers(holder, name), code: 'missing', value: holder,
  message: { zh: `户名“${holder}”不是本人“${name}”，没有写户名人与本人的关系。`, en: `The holder ${holder} is not ${name}, and nothing says what they are to the person.` },
})

const holderMissing = (relation: AccountRelation): Refusal => ({
  code: 'missing', place: 'account_holder',
  message: { zh: `关系写的是“${ACCOUNT_RELATIONS[relation].zh}”，没有写账户的户名。`, en: `The relation is "${ACCOUNT_RELATIONS[relation].en}", and nothing says whose account it is.` },
})

export const heirOfTheLiving: Refusal = {
  code: 'contradiction', place: 'account_relation', value: 'heir', legal: RELATION_IDS.filter(relation => relation !== 'heir'),
  message: { zh: '本人健在，没有继承人：请写实际关系。', en: 'The person is living and has no heir: say what the holder is to them.' },
  next: { zh: '已经去世的，先登记去世。', en: 'If the person has died, record that first.' },
}

export const notTheFirst: Refusal = {
  code: 'contradiction', place: 'reason', value: 'first', legal: REASON_IDS.filter(reason => reason !== 'first'),
  message: { zh: `卡片上已有账户，原因不能写“${ACCOUNT_REASONS.first.zh}”。`, en: 'There is an account on the card already: this is not the first.' },
}

export const theFirst: Refusal = {
  code: 'contradiction', place: 'reason', legal: ['first'],
  message: { zh: `卡片上还没有账户，原因应写“${ACCOUNT_REASONS.first.zh}”。`, en: 'There is no account on the card yet: this is the first.' },
}

export const nothingChanges: Refusal = {
  code: 'duplicate', place: 'account',
  message: { zh: '账号、开户行、户名和关系都与卡片上的相同，没有要变更的。', en: 'Number, bank, holder and relation are those on the card: nothing changes.' },
}

export const noProof = (index: number, id: string): Refusal => ({
  code: 'not-found', place: `evidence.${index}`, value: id,
  message: { zh: '没有这份佐证，或它不是为这个人的账户留的。', en: 'There is no such evidence, or it was not kept for this person’s account.' },
})

export const notItsProof = (id: string, legal: readonly string[]): Refusal => ({
  code: 'not-found', place: 'file', value: id, legal, message: { zh: '这条变更没有这份佐证。', en: 'This change has no such proof.' },
})

export const alreadyProposed: Refusal = {
  code: 'duplicate', place: 'person',
  message: { zh: '这个人已有一条待决定的账户变更，要等它办完。', en: 'A change of this person’s account is waiting to be decided already.' },
  next: { zh: '写错了的，请提出的人先撤回再提。', en: 'If it is wrong, who made it takes it back first.' },
}

export const notYourProposal = (name: string): Refusal => ({
  code: 'forbidden', place: 'proposal.proposed_by', value: name, legal: [name],
  message: { zh: `这条提议是${name}提出的，只有本人能撤回。`, en: `${name} made this proposal; nobody else takes it back.` },
  next: { zh: '不同意的，请有权限的同志不予办理。', en: 'Who may decide can decline it.' },
})

export const reasonForMany = (others: number): Refusal => ({
  code: 'missing', place: 'note', value: others,
  message: { zh: `另有 ${others} 人用这个账号，同意变更须写明核实情况。`, en: `${others} more use this account: write down what you found before you agree.` },
  next: { zh: '例如：夫妻同户共用一折，已与本人核对。', en: 'For example: husband and wife share one passbook, checked with both.' },
})

/** Who may be paid on somebody's behalf, held against the card: at the proposal, and again when it is decided. */
export const holderFaults = (holder: string, relation: AccountRelation, person: { readonly name: string; readonly died_on: string | null }): Refusal[] => [
  ...(relation === 'self' && holder !== person.name ? [holderDiffers(holder, person.name)] : []),
  ...(relation === 'heir' && person.died_on === null ? [heirOfTheLiving] : []),
]

type FirstAccount = {
  readonly name: string; readonly died_on?: string | null | undefined
  readonly account_holder?: string | null | undefined; readonly account_relation?: AccountRelation | undefined
}

/** The same of the account that comes with a new card: whoever else holds it, the office says what they are to the person. */
export function accountHolderFaults({ name, died_on = null, account_holder, account_relation }: FirstAccount): Refusal[] {
  const holder = account_holder?.normalize('NFKC')
  if (!holder) return account_relation === undefined || account_relation === 'self' ? [] : [holderMissing(account_relation)]
  const faults = holderFaults(holder, account_relation ?? 'self', { name: name.normalize('NFKC'), died_on })
  return account_relation === undefined && faults.length > 0 ? [relationMissing(holder, name)] : faults
}
