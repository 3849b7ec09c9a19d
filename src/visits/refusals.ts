import type { Refusal } from '../base/result.ts'
import type { Round } from './visits.ts'

export const noRound = (id: string): Refusal => ({
  code: 'not-found', place: 'round', value: id,
  message: { zh: '没有这一轮走访，或者不在您的辖区。', en: 'There is no such round in your area.' },
})

export const noVisit = (id: string): Refusal => ({
  code: 'not-found', place: 'visit', value: id,
  message: { zh: '没有这次走访，或者已经撤销。', en: 'There is no such visit, or it was withdrawn.' },
})

export const notOpen = (round: Round): Refusal => ({
  code: 'state', place: 'round', value: round.state, legal: ['open'],
  message: { zh: `“${round.name}”已经${round.state === 'closed' ? '结束' : '撤销'}，不能再登记。`, en: `The round is ${round.state}; nothing more is recorded in it.` },
})

export const noSuchVisited = (place: 'household' | 'person', id: string): Refusal => ({
  code: 'not-found', place, value: id,
  message: { zh: place === 'household' ? '名册里没有这一户，或者不在您的辖区。' : '名册里没有这个人，或者不在您的辖区。', en: `No such ${place} in your area.` },
})

export const nobodyVisited: Refusal = {
  code: 'missing', place: 'household', legal: ['household', 'person'],
  message: { zh: '请选择走访的家庭或者对象。', en: 'Choose the household or the person that was visited.' },
}

export const outsideArea = (place: string): Refusal => ({
  code: 'forbidden', place: 'place', value: place,
  message: { zh: `区划 ${place} 不在您的辖区。`, en: `The place ${place} is not in your area.` },
})

export const elsewhere = (round: Round, place: string): Refusal => ({
  code: 'invalid', place: 'household', value: place, legal: [`${round.place}…`],
  message: { zh: `这一户不在“${round.name}”的辖区（${round.place}）内。`, en: `The household is outside the round's place ${round.place}.` },
})

export const visitedAlready = (head: string, round: Round): Refusal => ({
  code: 'duplicate', place: 'household', value: head,
  message: { zh: `“${round.name}”已经走访过${head}家，一轮只登记一次。`, en: 'This household was visited in this round already; a round records each once.' },
  next: { zh: '内容有误的，请修改原来的登记。', en: 'If something is wrong, change the visit that is there.' },
})

export const changedMeanwhile: Refusal = {
  code: 'conflict', place: 'version',
  message: { zh: '这条登记刚才被别人改过。', en: 'Somebody else changed this visit meanwhile.' },
  next: { zh: '请刷新后再改。', en: 'Load it again, then change it.' },
}

export const roundChangedMeanwhile: Refusal = {
  code: 'conflict', place: 'version',
  message: { zh: '这一轮刚才被别人改过。', en: 'Somebody else changed this round meanwhile.' },
  next: { zh: '请刷新后再改。', en: 'Load it again, then change it.' },
}

export const notPlanned = (household: string): Refusal => ({
  code: 'not-found', place: 'household', value: household,
  message: { zh: '这一户不在本轮计划里。', en: 'This household is not planned in this round.' },
})

export const postedAlready: Refusal = {
  code: 'forbidden', place: 'visit',
  message: { zh: '这次走访的慰问金已由镇里入账，村里不能再改。', en: 'The township has posted this visit\'s cash; a village cannot change it any more.' },
  next: { zh: '请联系镇退役军人服务站修改，账目会先冲回。', en: 'Ask the township to change it; the posting is reversed first.' },
}

export const wrongFund = (name: string): Refusal => ({
  code: 'invalid', place: 'fund', value: name, legal: ['any', 'condolence'],
  message: { zh: `资金“${name}”不能用于慰问。`, en: `The fund "${name}" is not for condolence.` },
})
