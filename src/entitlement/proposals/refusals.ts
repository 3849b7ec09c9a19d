import { inSentence } from '../../base/english.ts'
import type { Refusal } from '../../base/result.ts'
import { PROPOSAL_STATE_NAMES, STEPS, type ProposalState, type ProposalStep } from './proposals.ts'

export const noSuchProposal = (id: string): Refusal => ({
  code: 'not-found', place: 'proposal', value: id, message: { zh: '没有这一份录入，或不是本县的。', en: 'There is no such proposal in this county.' },
})

export const wrongState = (step: ProposalStep, state: ProposalState): Refusal => ({
  code: 'state', place: 'proposal.state', value: state, legal: STEPS[step].from,
  message: {
    zh: `这一份现在是“${PROPOSAL_STATE_NAMES[state].zh}”，不能${STEPS[step].name.zh}。`,
    en: `This proposal is ${inSentence(PROPOSAL_STATE_NAMES[state].en)}; to ${inSentence(STEPS[step].name.en)} it, it must be ${STEPS[step].from.map(from => inSentence(PROPOSAL_STATE_NAMES[from].en)).join(' or ')}.`,
  },
})

export const notChangeable = (state: ProposalState): Refusal => ({
  code: 'state', place: 'proposal.state', value: state, legal: ['draft'], message: { zh: '只有草稿可以修改。', en: 'Only a draft can be changed.' },
  next: { zh: '请撤回后重新录入。', en: 'Withdraw it and enter it anew.' },
})

export const samePerson = (step: ProposalStep, name: string): Refusal => ({
  code: 'same-person', place: 'proposal.prepared_by', value: name,
  message: { zh: `这一份是${name}录入的，不能由本人${STEPS[step].name.zh}。`, en: `${name} entered this; another person must ${inSentence(STEPS[step].name.en)} it.` },
  next: { zh: '请另一位有权限的同志办理。', en: 'Ask another person who may do this.' },
})

export const notTheMaker = (step: ProposalStep, name: string): Refusal => ({
  code: 'forbidden', place: 'proposal.prepared_by', value: name,
  message: { zh: `这一份是${name}录入的，只能由本人${STEPS[step].name.zh}。`, en: `${name} entered this and alone may ${inSentence(STEPS[step].name.en)} it.` },
})

export const tooShort = (place: 'title' | 'reason'): Refusal => ({
  code: 'missing', place, message: { zh: '这一项要填写', en: 'This must be filled in' },
})
