import type { Refusal } from '../base/result.ts'
import type { DocumentState, DocumentStep, FigureCounts } from './documents.ts'
import { changedFigures } from './documents.ts'

const STATE_NAMES: Readonly<Record<DocumentState, string>> = { draft: '草稿', checked: '已核稿', issued: '已签发', discarded: '已作废' }
const STEP_NAMES: Readonly<Record<DocumentStep, string>> = { check: '核稿', issue: '签发', discard: '作废' }

export const unknownPlace = (code: string, legal: readonly string[]): Refusal => ({
  code: 'not-found', place: 'place', value: code, legal,
  message: { zh: `没有代码为 ${code} 的辖区，或者不在您的辖区内。`, en: `There is no place ${code}, or it is outside your scope.` },
})

export const unknownFigure = (id: string, legal: readonly string[]): Refusal => ({
  code: 'not-found', place: 'figure', value: id, legal,
  message: { zh: `没有名为 ${id} 的口径。`, en: `There is no figure ${id}.` },
})

export const alreadyOpen = (id: string): Refusal => ({
  code: 'state', place: 'document', value: id,
  message: { zh: '这一年度的文稿已经送审，还没有签发或作废。', en: 'A draft of this year is already on its way.' },
  next: { zh: '请先签发或作废，再重新送审。', en: 'Issue or discard it first.' },
})

export const nothingFrozen = (year: number): Refusal => ({
  code: 'not-found', place: 'document', value: year,
  message: { zh: `${year} 年的文稿还没有送审过。`, en: `No document of ${year} has been put forward.` },
})

export const nothingOpen = (step: DocumentStep): Refusal => ({
  code: 'state', place: 'document',
  message: { zh: `这一年度没有可以${STEP_NAMES[step]}的文稿。`, en: `There is no draft of this year to ${step}.` },
  next: { zh: '请先由经办人送审。', en: 'The clerk puts a draft forward first.' },
})

export const wrongState = (step: DocumentStep, state: DocumentState, legal: readonly DocumentState[]): Refusal => ({
  code: 'state', place: 'document.state', value: state, legal,
  message: { zh: `文稿${STATE_NAMES[state]}，不能${STEP_NAMES[step]}。`, en: `The document is ${state}; it cannot be taken to ${step}.` },
})

export const samePerson = (step: DocumentStep, name: string): Refusal => ({
  code: 'same-person', place: 'document.prepared_by', value: name,
  message: { zh: `文稿由${name}拟制，拟制人不能自己${STEP_NAMES[step]}。`, en: `${name} prepared this document and cannot ${step} it.` },
  next: { zh: '请由另一人办理。', en: 'Another person must do it.' },
})

/** The records say something else than the draft that was put forward: nobody signs what is no longer true. */
export function recordsChanged(stated: FigureCounts, now: FigureCounts): Refusal {
  const changes = changedFigures(stated, now)
  const listed = changes.map(({ figure, stated: then, now: today }) => `${figure} ${then} → ${today}`)
  return {
    code: 'conflict', place: 'document.figures', value: listed,
    message: { zh: `送审以后记录有变化，文稿与记录不符：${listed.join('；') || '文字有变化'}。`, en: `The records changed since this draft was put forward: ${listed.join('; ') || 'its wording differs'}.` },
    next: { zh: '请作废后按现有记录重新送审。', en: 'Discard it and put it forward again.' },
  }
}
