import { numbered } from '../sheets/notice.ts'
import type { NoticeContent } from '../disclosure.ts'
import './notice.css'

const AMOUNT = /^[\d,]+\.\d{2}$/
const SHORT_LENGTH = 4
const faceOf = (text: string): string | undefined => (AMOUNT.test(text) ? 'n' : text.length <= SHORT_LENGTH ? 'short' : undefined)

/** The rows as they hang, with their numbers. */
export function NoticeRows({ content }: { content: NoticeContent }) {
  const { headings, rows } = numbered(content)
  return (
    <table className="notice-rows" lang="zh-CN">
      <thead><tr>{headings.map(heading => <th key={heading} scope="col" className={faceOf(heading)}>{heading}</th>)}</tr></thead>
      <tbody>{rows.map(row => <tr key={row[0]}>{row.map((text, at) => <td key={headings[at]} className={faceOf(text)}>{text}</td>)}</tr>)}</tbody>
    </table>
  )
}
