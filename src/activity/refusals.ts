import type { Refusal } from '../base/result.ts'

export const noActivity = (id: string): Refusal => ({
  code: 'not-found', place: 'activity', value: id,
  message: { zh: '没有这项活动记录，或者已经撤销。', en: 'There is no such activity, or it was withdrawn.' },
})

export const noKind = (kind: string, kinds: readonly string[]): Refusal => ({
  code: 'invalid', place: 'kind', value: kind, legal: kinds,
  message: { zh: `没有“${kind}”这一类活动。`, en: `There is no kind of activity "${kind}".` },
})

export const outsideArea = (place: string, scope: readonly string[]): Refusal => ({
  code: 'forbidden', place: 'place', value: place, legal: scope.map(prefix => `${prefix}…`),
  message: { zh: `区划 ${place} 不在您的辖区。`, en: `The place ${place} is not in your area.` },
})

export const notYet = (day: string, today: string): Refusal => ({
  code: 'invalid', place: 'held_on', value: day, legal: [`<= ${today}`],
  message: { zh: `${day} 还没有到，只能登记已经开展的活动。`, en: `${day} has not come yet; only what was done is recorded.` },
})

export const noSuchParty = (place: string, id: string): Refusal => ({
  code: 'not-found', place, value: id,
  message: { zh: '名册或辖区里没有这一项，或者不在您的辖区。', en: 'There is no such household, person or place in your area.' },
})

export const changedMeanwhile: Refusal = {
  code: 'conflict', place: 'version',
  message: { zh: '这条记录刚才被别人改过。', en: 'Somebody else changed this record meanwhile.' },
  next: { zh: '请刷新后再改。', en: 'Load it again, then change it.' },
}

export const evidenceWanting = (missing: readonly string[]): Refusal => ({
  code: 'no-evidence', place: 'evidence', value: missing, legal: missing,
  message: { zh: `还缺佐证：${missing.join('、')}。`, en: `Evidence is still missing: ${missing.join(', ')}.` },
  next: { zh: '请先上传，再办结。', en: 'Upload it first.' },
})
