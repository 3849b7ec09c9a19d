import type { Day } from '../../base/day.ts'
import { inSentence } from '../../base/english.ts'
import type { Refusal } from '../../base/result.ts'
import { STATE_RULES, WAY_RULES, type Finding, type Standing, type Way } from './confirmation.ts'

export const notAsked = (place: string, year: number, opens: Day): Refusal => ({
  code: 'invalid', place, value: year,
  message: {
    zh: `这个人不在 ${year} 年度确认的范围：到 ${opens} 还不是、或已不再是在册优抚对象。`,
    en: `This person is not to be confirmed in ${year}: not yet, or no longer, of an entitled category on ${opens}.`,
  },
  next: { zh: '当年新批准的，从下一年起确认；身份有误的，请先更正名册。', en: 'Who is approved within the year is confirmed from the next; correct the roster first if it is wrong.' },
})

export const otherYear = (place: string, on: Day, year: number): Refusal => ({
  code: 'invalid', place, value: on, legal: [`${year}-01-01`, `${year}-12-31`],
  message: { zh: `确认日期 ${on} 不在 ${year} 年。`, en: `${on} is not in ${year}.` },
})

export const notYet = (place: string, on: Day, today: Day): Refusal => ({
  code: 'invalid', place, value: on, legal: [`<= ${today}`],
  message: { zh: `日期 ${on} 还没有到。`, en: `${on} has not come yet.` },
})

export const deadOn = (place: string, on: Day, died_on: Day): Refusal => ({
  code: 'contradiction', place, value: on, legal: [`<= ${died_on}`],
  message: { zh: `名册上这个人 ${died_on} 已去世，不能在 ${on} 确认。`, en: `By the roster this person died on ${died_on} and cannot be confirmed on ${on}.` },
  next: { zh: '请核对是哪一处错了；去世登记有误的，先在卡片上更正。', en: 'See which of the two is wrong; correct the death on the card first if it is that.' },
})

export const cannotFind = (place: string, way: Way, result: Finding): Refusal => ({
  code: 'invalid', place, value: result, legal: WAY_RULES[way].finds,
  message: {
    zh: `${WAY_RULES[way].name.zh}只能得出“${WAY_RULES[way].finds.map(finding => STATE_RULES[finding].name.zh).join('”“')}”，不能得出“${STATE_RULES[result].name.zh}”。`,
    en: `A ${inSentence(WAY_RULES[way].name.en)} can find: ${WAY_RULES[way].finds.join(', ')}.`,
  },
  next: { zh: '识别没有通过的，请入户或电话核实后再登记。', en: 'If the check failed, go there or call, and record what you find.' },
})

export const resultAlone = (place: string, way: Way): Refusal => ({
  code: 'invalid', place, legal: [],
  message: {
    zh: `${WAY_RULES[way].name.zh}只存结果，不存照片、模板和其他生物特征，也不附材料和说明。`,
    en: `Of a ${inSentence(WAY_RULES[way].name.en)} the result alone is kept: no picture, no template, no file, no note.`,
  },
  next: { zh: '请去掉附件和说明；要留佐证的，改用入户等方式。', en: 'Leave files and note out, or choose another way if proof is to be kept.' },
})

export const noSuchEvidence = (place: string, id: string): Refusal => ({
  code: 'not-found', place, value: id, message: { zh: '没有这份佐证，或不在您的辖区内。', en: 'There is no such evidence, or it is not in your places.' },
})

export const foundAlready = (place: string, { on, way, by, result }: Standing): Refusal => ({
  code: 'duplicate', place, value: on,
  message: {
    zh: `${by}已在 ${on} 以${WAY_RULES[way].name.zh}登记为“${STATE_RULES[result].name.zh}”。`,
    en: `${by} recorded "${STATE_RULES[result].name.en}" on ${on} (${inSentence(WAY_RULES[way].name.en)}).`,
  },
  next: { zh: '登记有误的，打开那一条更正。', en: 'If that is wrong, open it and correct it.' },
})

export const foundMeanwhile = (place: string): Refusal => ({
  code: 'conflict', place,
  message: { zh: '您打开之后，别人已登记了新的结果，这次没有保存。', en: 'Somebody recorded another finding since you opened it; nothing was saved.' },
  next: { zh: '请刷新，看过再登记。', en: 'Reload, look, and record it again.' },
})

export const askedTwice = (place: string): Refusal => ({
  code: 'duplicate', place, message: { zh: '同一个人同一年在这一批里出现了两次。', en: 'The same person and year stand twice in what was brought.' },
})
