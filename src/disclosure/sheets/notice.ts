import type { Day } from '../../base/day.ts'
import type { Block, PaperModel } from '../../paper/paper.ts'
import { boardDay, omittedWords, periodWords, type NoticeContent } from '../disclosure.ts'

/** Since when and until when it hangs. */
export type NoticeSpan = { readonly published_on: Day; readonly ends_on: Day }

const AMOUNT = /^[\d,]+\.\d{2}$/
/** Columns whose every cell is an amount. */
const amountColumns = ({ headings, rows }: NoticeContent): number[] =>
  headings.flatMap((_, at) => (rows.every(row => AMOUNT.test(row[at] ?? '')) ? [at] : []))

/** 公示时间, and to whom one speaks against it. */
export const closingSentences = ({ period, objections_to, phone, address, where }: NoticeContent, { published_on, ends_on }: NoticeSpan): string[] => [
  `公示时间：${boardDay(published_on)}至${boardDay(ends_on)}（不少于${periodWords(period).zh}）。公示地点：${where}。`,
  `对公示内容有异议的，请在公示期内向${objections_to}反映。电话：${phone}；地址：${address}。`,
]

/** What is said below the table. */
export const remarks = ({ omitted, note }: NoticeContent): string => `${omitted > 0 ? omittedWords(omitted).zh : ''}${note}`

/** 序号 stands before every row: an objection names it. */
export const numbered = ({ headings, rows }: NoticeContent): { headings: string[]; rows: string[][] } =>
  ({ headings: ['序号', ...headings], rows: rows.map((row, index) => [String(index + 1), ...row]) })

/** The notice as it is printed and sealed. */
export function noticePaper(content: NoticeContent, hung: NoticeSpan): PaperModel {
  const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: [{ text }] })
  return {
    title: content.title, organ: content.organ,
    blocks: [
      { kind: 'title', runs: [{ text: content.title }] },
      paragraph(content.opening),
      { kind: 'table', ...numbered(content), right: amountColumns(content).map(at => at + 1) },
      paragraph(remarks(content)),
      ...closingSentences(content, hung).map(paragraph),
      { kind: 'signature', sealed: true, runs: [{ text: `${content.organ}（盖章）` }] },
      { kind: 'signature', runs: [{ text: boardDay(hung.published_on), role: 'date' }] },
    ],
  }
}
