import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { momentOf } from '../../base/day.ts'
import { FileButton } from '../../ui/file-button.tsx'
import { Go, usePart } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { QueryTable, type Column, type Rows } from '../../ui/query-table.tsx'
import { IMPORTED_KIND_NAMES, type ImportedRow, type ImportLine } from '../intake/imports.ts'

const UndoImport = lazy(() => import('./undo-import.tsx').then(module => ({ default: module.UndoImport })))

function Standing({ line }: { line: Pick<ImportLine, 'standing' | 'undone'> }) {
  const t = useText()
  if (line.undone === 0) return line.standing === 0 ? <span className="muted">–</span> : <Tag tone="ok">{t({ zh: '在册', en: 'On the roster' })}</Tag>
  if (line.standing === 0) return <Tag>{t({ zh: '已撤回', en: 'Taken back' })}</Tag>
  return <Tag tone="warn">{t({ zh: `撤回 ${line.undone} 行，留 ${line.standing} 行`, en: `${line.undone} back, ${line.standing} stay` })}</Tag>
}

function useImportColumns(): readonly [Column<ImportLine>, ...Column<ImportLine>[]] {
  const t = useText()
  return [
    { id: 'imported_at', title: { zh: '时间', en: 'When' }, show: line => <Go to={`/imports/${line.id}`}><span className="num nowrap">{momentOf(line.imported_at)}</span></Go>, width: 160 },
    { id: 'form', title: { zh: '表', en: 'Sheet' }, show: line => t(line.form_name) },
    { id: 'by', title: { zh: '导入人', en: 'By' }, show: line => line.imported_by_name ?? '–', width: 110 },
    { id: 'read', title: { zh: '读到', en: 'Read' }, show: line => line.rows_read, width: 80, number: true },
    { id: 'accepted', title: { zh: '导入', en: 'In' }, show: line => line.rows_accepted, width: 80, number: true },
    { id: 'refused', title: { zh: '退回', en: 'Refused' }, show: line => line.rows_refused, width: 80, number: true },
    { id: 'standing', title: { zh: '情况', en: 'State' }, card: 'corner', show: line => <Standing line={line} />, width: 190 },
  ]
}

/** Every import, the last first. */
export function ImportsPage() {
  const t = useText()
  return (
    <Page title={{ zh: '导入记录', en: 'Imports' }} note={<>{t({ zh: '点时间看每一行，或整批撤回', en: 'Open one to see its rows, or to take it back' })} · <Go to="/roster">{t({ zh: '回名册', en: 'Back to the roster' })}</Go></>}>
      <QueryTable<ImportLine>
        id="imports" label={{ zh: '导入记录', en: 'Imports' }} path="/imports" filters={[]} columns={useImportColumns()} rowKey={line => line.id}
        empty={{ zh: '还没有导入过。', en: 'Nothing was imported yet.' }}
      />
    </Page>
  )
}

function useRowColumns(): readonly [Column<ImportedRow>, ...Column<ImportedRow>[]] {
  const t = useText()
  const placeName = usePlaceName()
  const gone = (row: ImportedRow) => row.undone_at !== null && row.kind === 'person'
  return [
    { id: 'name', title: { zh: '姓名', en: 'Name' }, show: row => (gone(row) ? row.name : <Go to={`/people/${row.person}`}>{row.name}</Go>), width: 120 },
    { id: 'row', title: { zh: '表里的行', en: 'Row of the sheet' }, show: row => row.row, width: 90, number: true },
    { id: 'place', title: { zh: '村、社区', en: 'Village' }, show: row => placeName(row.place), width: 120 },
    { id: 'kind', title: { zh: '成了什么', en: 'Became' }, show: row => t(IMPORTED_KIND_NAMES[row.kind]), width: 130 },
    {
      id: 'state', title: { zh: '情况', en: 'State' }, card: 'corner',
      show: row => (row.undone_at === null ? <Tag tone="ok">{t({ zh: '在册', en: 'Stands' })}</Tag> : (
        <><Tag>{t({ zh: '已撤回', en: 'Taken back' })}</Tag> <span className="muted">{momentOf(row.undone_at)} {row.undone_by_name}{t({ zh: '：', en: ': ' })}{row.undone_reason}</span></>
      )),
    },
  ]
}

function Head({ sheet, undo }: { sheet: ImportLine; undo: () => void }) {
  const t = useText()
  return (
    <div className="stack" style={{ marginBlockEnd: 10 }}>
      <div className="buttons">
        <span>{t(sheet.form_name)} · {momentOf(sheet.imported_at)} · {sheet.imported_by_name ?? '–'} · {t({
          zh: `读到 ${sheet.rows_read} 行，导入 ${sheet.rows_accepted} 行，退回 ${sheet.rows_refused} 行`, en: `${sheet.rows_read} read, ${sheet.rows_accepted} in, ${sheet.rows_refused} refused`,
        })}</span>
        {sheet.undone + sheet.standing > 0 ? <Standing line={sheet} /> : null}
        {sheet.failed_rows ? <FileButton path={`/imports/${sheet.id}/failed`} name="failed.xlsx">{t({ zh: '下载有错的行', en: 'Download the failed rows' })}</FileButton> : null}
        {sheet.standing > 0 ? <Button danger onClick={undo}>{t({ zh: '撤回这次导入', en: 'Take this import back' })}</Button> : null}
      </div>
    </div>
  )
}

/** One import: what each of its rows became, and the way back. */
export function ImportPage() {
  const t = useText()
  const client = useQueryClient()
  const id = usePart(2)
  const [undoing, setUndoing] = useState(false)
  const changed = () => void Promise.all([client.invalidateQueries({ queryKey: ['import-rows'] }), client.invalidateQueries({ queryKey: ['imports'] }), client.invalidateQueries({ queryKey: ['people'] })])
  return (
    <Page title={{ zh: '一次导入', en: 'An import' }} note={<Go to="/imports">{t({ zh: '全部导入记录', en: 'All imports' })}</Go>}>
      <QueryTable<ImportedRow, Rows<ImportedRow> & { readonly sheet: ImportLine }>
        id="import-rows" label={{ zh: '导入的行', en: 'Imported rows' }} path={`/imports/${id}/rows`} filters={[]} columns={useRowColumns()} rowKey={row => String(row.row)}
        above={list => <Head sheet={list.sheet} undo={() => setUndoing(true)} />}
        empty={{ zh: '这次导入没有加进什么，或是在程序记下每一行以前做的，不能整批撤回。', en: 'This import added nothing, or was made before the program kept its rows, and cannot be taken back.' }}
      />
      <Suspense fallback={null}>{undoing ? <UndoImport id={id} close={() => setUndoing(false)} changed={changed} /> : null}</Suspense>
    </Page>
  )
}
