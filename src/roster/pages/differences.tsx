import { Button, Checkbox, Table } from 'antd'
import { counted } from '../../base/english.ts'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import type { Difference, DifferentRow } from '../intake/differences.ts'

/** The fields that are ticked, as `row:field`. */
export type Ticked = ReadonlySet<string>
const keyOf = (row: DifferentRow, difference: Difference): string => `${row.row}:${difference.field}`
const takeableKeys = (rows: readonly DifferentRow[]): string[] => rows.flatMap(row => row.fields.flatMap(field => (field.takeable ? [keyOf(row, field)] : [])))

/** What is sent: of each row the fields that are ticked, and the version of the card that was compared. */
export const taken = (rows: readonly DifferentRow[], ticked: Ticked): { row: number; version: number; fields: string[] }[] =>
  rows.map(row => ({ row: row.row, version: row.version, fields: row.fields.flatMap(field => (ticked.has(keyOf(row, field)) ? [field.field] : [])) })).filter(row => row.fields.length > 0)

type Line = Difference & { readonly key: string; readonly row: DifferentRow }

/** Persons who are on the roster already and whose row says otherwise: old and new, and a tick for what is to be taken. */
export function Differences({ rows, ticked, setTicked }: { rows: readonly DifferentRow[]; ticked: Ticked; setTicked?: (ticked: Ticked) => void }) {
  const t = useText()
  const lines = rows.flatMap(row => row.fields.map((field): Line => ({ ...field, key: keyOf(row, field), row })))
  const toggle = (key: string) => setTicked?.(ticked.has(key) ? new Set([...ticked].filter(each => each !== key)) : new Set([...ticked, key]))
  const nothing = <span className="muted">{t({ zh: '（空）', en: '(empty)' })}</span>
  return (
    <div className="stack">
      <p>{t({
        zh: `${rows.length} 人已在名册，表里写的与名册不同。勾选的才改；空格不改动名册。`, en: `${counted(rows.length, 'person is', 'people are')} on the roster already and the sheet says otherwise. Only what is ticked changes; an empty cell changes nothing.`,
      })}</p>
      {setTicked ? (
        <p className="buttons">
          <Button size="small" onClick={() => setTicked(new Set(takeableKeys(rows)))}>{t({ zh: '全部勾选', en: 'Tick all' })}</Button>
          <Button size="small" onClick={() => setTicked(new Set())}>{t({ zh: '全不勾选', en: 'Tick none' })}</Button>
        </p>
      ) : null}
      <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '与名册不同的地方', en: 'Where the sheet differs from the roster' })}>
        <Table<Line>
          size="small" pagination={lines.length > 100 ? { pageSize: 100 } : false} dataSource={lines}
          columns={[
            {
              key: 'take', title: t({ zh: '采用', en: 'Take' }), width: 70,
              render: (_, line) => (line.takeable
                ? <Checkbox aria-label={t({ zh: `采用${line.row.name}的${line.heading}`, en: `Take ${line.heading} of ${line.row.name}` })} disabled={!setTicked} checked={ticked.has(line.key)} onChange={() => toggle(line.key)} />
                : <span className="muted">–</span>),
            },
            { key: 'name', title: t({ zh: '姓名', en: 'Name' }), render: (_, line) => <Go to={`/people/${line.row.person}`}>{line.row.name}</Go> },
            { key: 'field', title: t({ zh: '列', en: 'Column' }), render: (_, line) => line.heading },
            { key: 'old', title: t({ zh: '名册里', en: 'On the roster' }), render: (_, line) => (line.old === '' ? nothing : line.old) },
            { key: 'new', title: t({ zh: '表里', en: 'In the sheet' }), render: (_, line) => line.new },
          ]}
        />
      </div>
      {lines.some(line => !line.takeable) ? (
        <p className="muted">{t({
          zh: '标“–”的不在这里改：银行账户凭佐证在人员卡片上提出变更；身份、等级、去世等凭文件在卡片上登记。', en: 'What is marked – is not changed here: an account is proposed with proof on the person’s card; identities, grades and deaths are recorded there with their document.',
        })}</p>
      ) : null}
    </div>
  )
}
