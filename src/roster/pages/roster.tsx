import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Text } from '../../base/result.ts'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import type { Filter } from '../../ui/search-form.tsx'
import { useMay } from '../../ui/session.ts'
import { CATEGORY_NAMES, categoryName } from '../kinds.ts'
import type { PersonLine } from '../roster.ts'

const ImportDialog = lazy(() => import('./import-dialog.tsx').then(module => ({ default: module.ImportDialog })))
const ExportDialog = lazy(() => import('./export-dialog.tsx').then(module => ({ default: module.ExportDialog })))
const AddPerson = lazy(() => import('./add-person.tsx').then(module => ({ default: module.AddPerson })))

const FILTERS: readonly Filter[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'query', label: { zh: '姓名、拼音、后四位', en: 'Name, pinyin, last four' }, kind: 'text' },
  { name: 'category', label: { zh: '身份', en: 'Category' }, kind: 'choice', choices: Object.entries(CATEGORY_NAMES).map(([value, label]) => ({ value, label })) },
  {
    name: 'living', label: { zh: '在世情况', en: 'Living' }, kind: 'choice',
    choices: [{ value: 'living', label: { zh: '在世', en: 'Living' } }, { value: 'died', label: { zh: '已去世', en: 'Died' } }],
  },
]

const SEX: Readonly<Record<PersonLine['sex'], Text>> = { male: { zh: '男', en: 'Male' }, female: { zh: '女', en: 'Female' } }

export function Categories({ ids }: { ids: readonly string[] }) {
  const t = useText()
  if (ids.length === 0) return <span className="muted">–</span>
  return <span style={{ display: 'inline-flex', gap: 4, flexWrap: 'wrap' }}>{ids.map(id => <Tag key={id} tone="ok" wrap>{t(categoryName(id))}</Tag>)}</span>
}

function useRosterColumns(): readonly [Column<PersonLine>, ...Column<PersonLine>[]] {
  const t = useText()
  const placeName = usePlaceName()
  const died = (person: PersonLine) => (person.died_on ? <> <Tag>{t({ zh: '已去世', en: 'Died' })}</Tag></> : null)
  return [
    { id: 'name', title: { zh: '姓名', en: 'Name' }, show: person => <><Go to={`/people/${person.id}`}>{person.name}</Go>{died(person)}</>, width: 140 },
    { id: 'sex', title: { zh: '性别', en: 'Sex' }, show: person => t(SEX[person.sex]), width: 70 },
    { id: 'born', title: { zh: '出生', en: 'Born' }, show: person => person.born, width: 110 },
    { id: 'place', title: { zh: '村、社区', en: 'Village' }, show: person => placeName(person.place), width: 120 },
    { id: 'categories', title: { zh: '身份', en: 'Category' }, show: person => <Categories ids={person.categories} /> },
    { id: 'identity_number', title: { zh: '身份证号', en: 'Identity number' }, show: person => <span className="num">{person.identity_number}</span>, width: 180 },
    { id: 'phone', title: { zh: '电话', en: 'Phone' }, show: person => person.phone ?? '–', width: 120 },
    { id: 'account', title: { zh: '银行账号', en: 'Account' }, show: person => person.account ?? '–', width: 160, extra: true },
  ]
}

/** The list of persons: search, add, import, export. */
export function RosterPage() {
  const t = useText()
  const client = useQueryClient()
  const columns = useRosterColumns()
  const mayWrite = useMay('roster.write')
  const mayImport = useMay('roster.import')
  const [dialog, setDialog] = useState<'add' | 'import'>()
  const [exported, setExported] = useState<Readonly<Record<string, string>>>()
  const changed = () => void client.invalidateQueries({ queryKey: ['people'] })
  return (
    <Page title={{ zh: '名册', en: 'Roster' }}>
      <QueryTable<PersonLine>
        id="people" label={{ zh: '名册', en: 'Roster' }} path="/people" exporting={setExported} filters={FILTERS} columns={columns} rowKey={person => person.id}
        tools={<>
          {mayWrite ? <Button type="primary" onClick={() => setDialog('add')}>{t({ zh: '新增', en: 'Add' })}</Button> : null}
          {mayImport ? <Button onClick={() => setDialog('import')}>{t({ zh: '导入', en: 'Import' })}</Button> : null}
        </>}
      />
      <Suspense fallback={null}>
        {dialog === 'import' ? <ImportDialog close={() => setDialog(undefined)} changed={changed} /> : null}
        {exported ? <ExportDialog query={exported} close={() => setExported(undefined)} /> : null}
        {dialog === 'add' ? <AddPerson close={() => setDialog(undefined)} changed={changed} /> : null}
      </Suspense>
    </Page>
  )
}
