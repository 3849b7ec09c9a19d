import { act } from '../../access/actions.ts'
import type { House } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, type Result } from '../../base/result.ts'
import { writeDocx } from '../../paper/docx.ts'
import { writePrinted } from '../../sheets/write.ts'
import { intactContent, recordNotice, takeNotice } from '../actions.ts'
import { STEPS, type NoticeContent } from '../disclosure.ts'
import { closingSentences, noticePaper, numbered, remarks, type NoticeSpan } from './notice.ts'

export const NOTICE_FORMATS = ['docx', 'xlsx'] as const
export type NoticeFormat = typeof NOTICE_FORMATS[number]

function sheetOf(content: NoticeContent, hung: NoticeSpan): Promise<Uint8Array> {
  const { headings, rows } = numbered(content)
  return writePrinted([{
    name: '公示', title: content.title, above: [content.opening], columns: headings.map(heading => ({ heading, kind: 'text' })), rows, totals: null,
    below: [remarks(content), ...closingSentences(content, hung), `${content.organ}（盖章）`, hung.published_on], paper: 'A4',
  }])
}

/** The notice to print and hang, or to file: .docx in official form, or a sheet. That it was taken out is journalled. */
export const exportNotice = (house: House, actor: Actor, id: string, format: NoticeFormat): Promise<Result<{ name: string; bytes: Uint8Array }>> =>
  act(house, actor, STEPS.export.permission, async work => {
    const taken = await takeNotice(work, id, 'export')
    if (!taken.ok) return taken
    const content = intactContent(taken.value)
    if (!content.ok) return content
    const hung = { published_on: taken.value.published_on!, ends_on: taken.value.ends_on! } // an exported notice was published
    recordNotice(work, taken.value, 'export', { format })
    return done({ name: `${content.value.title}.${format}`, bytes: format === 'docx' ? await writeDocx(noticePaper(content.value, hung)) : await sheetOf(content.value, hung) })
  })
