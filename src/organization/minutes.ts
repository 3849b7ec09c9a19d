import type { Day } from '../base/day.ts'
import { headingNumber } from '../base/numerals.ts'
import type { Block, DocumentModel } from '../paper/paper.ts'

/** What a meeting's paper says. */
export type Minutes = {
  readonly held_on: Day; readonly topic: string; readonly chair: string; readonly venue: string | null; readonly recorder: string | null
  readonly agenda: readonly string[]; readonly attendees: readonly string[]; readonly observers: readonly string[]
  readonly absent: readonly { readonly name: string; readonly reason: string }[]; readonly summary: string | null
  readonly decisions: readonly { readonly text: string; readonly owner_name: string | null; readonly due_on: Day }[]
}

const dayWords = (day: Day): string => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

export const paperTitle = (group: string): string => `${group}会议纪要`

const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: [{ text }] })
const trimmed = (text: string): string => text.replace(/[。；;]+$/, '')

/** A meeting's paper in the order such papers have: when, who, what was on the table, what was said, what was decided, who was there (GB/T 9704-2012, 纪要格式). */
export function meetingPaper(meeting: Minutes, group: string): DocumentModel {
  const where = meeting.venue ? `在${meeting.venue}` : ''
  const opening = `${dayWords(meeting.held_on)}，${meeting.chair}${where}主持召开会议，${trimmed(meeting.topic)}。${meeting.decisions.length > 0 ? '现将议定事项纪要如下：' : ''}`
  const named = (label: string, names: readonly string[]): Block[] => (names.length > 0 ? [paragraph(`${label}：${names.join('、')}`)] : [])
  return {
    title: paperTitle(group), organ: group,
    blocks: [
      { kind: 'title', runs: [{ text: paperTitle(group) }] },
      paragraph(opening),
      ...(meeting.agenda.length > 0 ? [{ kind: 'heading1' as const, runs: [{ text: '会议议程' }] }, ...meeting.agenda.map((item, index) => paragraph(`${index + 1}．${item}`))] : []),
      ...(meeting.summary ? [{ kind: 'heading1' as const, runs: [{ text: '会议情况' }] }, ...meeting.summary.split('\n').filter(line => line.trim() !== '').map(paragraph)] : []),
      ...(meeting.decisions.length > 0 ? [{ kind: 'heading1' as const, runs: [{ text: '议定事项' }] }] : []),
      ...meeting.decisions.map((decision, index) => {
        const who = decision.owner_name ? `由${decision.owner_name}负责，` : ''
        return paragraph(`${headingNumber(index + 1)}${trimmed(decision.text)}。${who}${dayWords(decision.due_on)}前完成。`)
      }),
      ...named('出席', meeting.attendees), ...named('列席', meeting.observers),
      ...named('请假', meeting.absent.map(each => `${each.name}（${each.reason}）`)),
      ...(meeting.recorder ? [paragraph(`记录：${meeting.recorder}`)] : []),
      { kind: 'signature', runs: [{ text: group }] }, { kind: 'signature', runs: [{ text: dayWords(meeting.held_on), role: 'date' }] },
    ],
  }
}
