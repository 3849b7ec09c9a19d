import type { Refusal, Text } from '../base/result.ts'
import type { Place } from '../places/places.ts'

export const noSuchPerson = (id: string): Refusal => ({
  code: 'not-found', place: 'person', value: id,
  message: { zh: '您的辖区里没有这个人。', en: 'There is no such person in your area.' },
})

export const noSuchFact = (id: string): Refusal => ({
  code: 'not-found', place: 'supersedes', value: id,
  message: { zh: '这个人名下没有这条记录，或它已被更正过。', en: 'This person has no such fact, or it was superseded already.' },
})

export const noSuchImport: Refusal = {
  code: 'not-found', place: 'id', message: { zh: '没有这次导入，或它没有退回的行。', en: 'There is no such import, or it refused no rows.' },
}

/** Nothing of an import can be taken back: all of it was already, or other records rest on all that stands. */
export const nothingToUndo = (kept: number): Refusal => ({
  code: 'state', place: 'id',
  message: kept === 0
    ? { zh: '这次导入没有可以撤回的内容：没有加进什么，或已经撤回。', en: 'There is nothing to take back: this import added nothing, or was taken back already.' }
    : { zh: `这次导入的 ${kept} 行都已有别的记录，不能撤回。`, en: `Other records rest on all ${kept} rows of this import; none can be taken back.` },
  next: { zh: '个别人录错的，请在人员卡片上更正。', en: 'Correct single mistakes on the person’s card.' },
})

export const noSuchForm = (id: string, legal: readonly string[]): Refusal => ({
  code: 'not-found', place: 'form', value: id, legal, message: { zh: `没有“${id}”这种表。`, en: `There is no form ${id}.` },
})

export const noSuchPlace = (place: string, code: string): Refusal => ({
  code: 'invalid', place, value: code,
  message: { zh: `区划代码 ${code} 不是您辖区内的乡镇或村。`, en: `${code} is no township or village of your area.` },
})

/** Nobody is entered into a village that is no more, nor moved there. */
export const closedPlace = (place: string, closed: Place, successor: Place | undefined): Refusal => ({
  code: 'invalid', place, value: closed.code, ...(successor ? { legal: [`${successor.name} ${successor.code}`] } : {}),
  message: {
    zh: `${closed.name}已于 ${closed.to} 撤销${successor ? `，并入${successor.name}` : ''}，不能再登记人。`,
    en: `${closed.name_en || closed.name} was closed on ${closed.to}${successor ? ` and is part of ${successor.name_en || successor.name}` : ''}; nobody is entered there any more.`,
  },
  next: successor
    ? { zh: `请登记到${successor.name}（${successor.code}）。`, en: `Enter them in ${successor.name_en || successor.name} (${successor.code}).` }
    : { zh: '请登记到现在的村；并到了哪里没有写，请系统管理员在“辖区”里补上。', en: 'Enter them where they live now; the system administrator can say under Places what it became part of.' },
})

export const noSuchHousehold = (place: string, id: string): Refusal => ({
  code: 'not-found', place, value: id, message: { zh: '您的辖区里没有这一户。', en: 'There is no such household in your area.' },
})

export const changedMeanwhile: Refusal = {
  code: 'conflict', place: 'version',
  message: { zh: '您打开之后，别人已改过这张卡片，这次没有保存。', en: 'Somebody changed this card since you opened it; nothing was saved.' },
  next: { zh: '请看一看别人改了什么，再决定是否保存。', en: 'Look at what they changed, then decide whether to save.' },
}

/** Twice in what was brought. `other` says where the first is. */
export const twiceHere = (place: string, shown: string, other: Text): Refusal => ({
  code: 'duplicate', place, value: shown,
  message: { zh: `与${other.zh}是同一个身份证号。`, en: `The same identity number as ${other.en}.` },
})

export const alreadyKnown = (place: string, shown: string, where: string): Refusal => ({
  code: 'duplicate', place, value: shown,
  message: { zh: `名册里已有这个人（${where}）。`, en: 'This person is in the roster already.' },
  next: { zh: '请在名册里找到他，改他的卡片，不要重复登记。', en: 'Find them in the roster and change their card instead.' },
})

/** The number is in the roster under another name. */
export const otherName = (place: string, shown: string): Refusal => ({
  code: 'contradiction', place, value: shown,
  message: { zh: '名册里这个身份证号是另一个姓名。', en: 'In the roster this identity number has another name.' },
  next: { zh: '请核对证件：表里或名册里有一处写错了。', en: 'Check the document: the sheet or the roster is wrong.' },
})

export const byProposalOnly: Refusal = {
  code: 'state', place: 'kind', value: 'suspended',
  message: { zh: '中止和恢复不能由一个人直接登记：先提议，再由另一人凭决定机关的文件登记。', en: 'Nobody suspends or resumes alone: it is proposed, and another person records the decision with its document.' },
  next: { zh: '请在人员卡片上“提议中止、恢复”。', en: 'Propose it on the person’s card.' },
}
