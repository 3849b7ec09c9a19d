import type { Text } from '../../base/result.ts'
import type { Tone } from '../../ui/page.tsx'

/** How far a decision's task is. */
export const STATE_WORDS: Readonly<Record<string, { readonly tone: Tone; readonly words: Text }>> = {
  open: { tone: 'warn', words: { zh: '待办', en: 'Open' } }, overdue: { tone: 'late', words: { zh: '逾期', en: 'Overdue' } },
  done: { tone: 'ok', words: { zh: '办结', en: 'Done' } }, dropped: { tone: 'plain', words: { zh: '取消', en: 'Dropped' } },
}
