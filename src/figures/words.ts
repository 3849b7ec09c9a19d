import type { Figure, FigureRecord } from './figures.ts'

/** Labels of records and the words that stand under them, as the rooms' figures.ts write them; a kind of activity brings its own (`Figure.words`). */
const RECORD_WORDS: Readonly<Record<string, string>> = {
  日期: 'Day', 地点: 'Place', 佐证份数: 'Pieces of evidence', 佐证: 'Evidence', 行数: 'Rows', 公示到: 'On view until', 撤下: 'Taken down', 异议: 'Objections', 校验值: 'Hash',
  提出: 'Raised on', 结果: 'Result', 成立: 'upheld', 不成立: 'not upheld', 答复人: 'Answered by', 资金: 'Fund', 资金来源: 'Source of the fund', '文件、事由': 'Document, matter', 金额: 'Amount',
  物品: 'Goods', 数量: 'Quantity', 单价: 'Unit price', 价值: 'Value', 事由: 'Matter', 年度: 'Year', 结余: 'Balance', 主持: 'Chair', 到会: 'Present', 缺席: 'Absent', 决定: 'Decisions',
  单位及职务: 'Body and post', 组内职务: 'Office in the group', 组长: 'head', 副组长: 'deputy head', 办公室主任: 'head of the office', 成员: 'member', 任职自: 'Since', 会议: 'Meeting',
  责任人: 'Responsible', 期限: 'Due on', 文件: 'Document', 姓名: 'Name', 村: 'Village', 月份: 'Months', 笔数: 'Payments', 依据: 'By', 批次: 'Run', 原因: 'Reason', 流水号: 'Serial number',
  现状: 'State now', 已重发到账: 'sent again and arrived', 已重发: 'sent again', 待重发: 'to be sent again', 最晚应发日: 'Last due on', 最晚到账日: 'Last arrived on', 开始: 'From', 截止: 'Until',
  办结: 'Done', 身份: 'Identity', 出生日期: 'Born', 义务兵: 'Conscripts', 确认情况: 'Confirmation', 确认方式: 'Way', 登记人: 'Entered by', 户主: 'Head of household', 身份类别: 'Category',
  走访人: 'Visitors', 慰问单位: 'Given by', 慰问金: 'Cash', 慰问品: 'Goods', 签收: 'Signed by', 凭证: 'Voucher', 走访轮次: 'Round', 走访次数: 'Visits', 最近走访: 'Last visit', 是: 'yes', 否: 'no',
}

const LIST = '、'

/** Every label and value of the records that is a word of the program, with what it is in English; names and notes stay as somebody wrote them. */
export function wordsIn(figure: Figure, records: readonly FigureRecord[]): Readonly<Record<string, string>> {
  const known = new Map([...Object.entries(RECORD_WORDS), ...(figure.words ?? []).map(({ zh, en }) => [zh, en] as const)])
  const english = (said: string): string | undefined => {
    const yuan = /^(-?[\d.]+)元$/.exec(said)
    if (yuan) return `${yuan[1]} yuan`
    const months = /^(\d{4}-\d\d)至(\d{4}-\d\d)$/.exec(said)
    if (months) return `${months[1]} to ${months[2]}`
    const parts = said.split(LIST).map(part => known.get(part))
    return parts.every(part => part !== undefined) ? parts.join(', ') : undefined
  }
  const said = new Set(records.flatMap(({ detail }) => Object.entries(detail).flat()).filter(each => typeof each === 'string'))
  return Object.fromEntries([...said].flatMap(each => { const found = english(each); return found === undefined ? [] : [[each, found]] }))
}
