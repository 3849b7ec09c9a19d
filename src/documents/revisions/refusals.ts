import type { Refusal, Text } from '../../base/result.ts'
import type { Revision } from './revisions.ts'

export const noSuchParagraph: Refusal = {
  code: 'conflict', place: 'source',
  message: { zh: '底稿里已经没有这一段：记录变了，这一段的说法也变了。', en: 'The draft has no such paragraph any more: its records changed, and with them its words.' },
  next: { zh: '请按现在的底稿重写这一段，写好的文字可以复制过去。', en: 'Word the paragraph that stands there now; what you wrote can be copied.' },
}

export const withoutRecords = (names: readonly Text[]): Refusal => ({
  code: 'invalid', place: 'text', value: names.map(name => name.zh),
  message: { zh: `这些口径本年没有记录，不能写：${names.map(name => name.zh).join('、')}。`, en: `These figures have no records this year and cannot be quoted: ${names.map(name => name.en).join(', ')}.` },
})

/** `now`: what stands there; undefined where it was taken away. */
export const revisedMeanwhile = (now: Revision | undefined): Refusal => ({
  code: 'conflict', place: 'version', ...(now ? { value: now.text } : {}),
  message: now
    ? { zh: `您打开以后，${now.revised_by}改过这一段，没有覆盖。`, en: `${now.revised_by} has changed this paragraph since you opened it; nothing was overwritten.` }
    : { zh: '您打开以后，这一段已恢复原文。', en: 'This paragraph has been given its own words back since you opened it.' },
  next: { zh: '您写的还在框里。请先看现在的文字，再决定怎么改。', en: 'What you wrote is still in the box. Look at what stands there now, then decide.' },
})
