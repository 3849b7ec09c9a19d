import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Pagination, Popover, Table } from 'antd'
import { useState, type ReactNode } from 'react'
import { get, queryOf } from './api.ts'
import { Cards } from './cards.tsx'
import { FileButton } from './file-button.tsx'
import { useSearchWords, useSetSearch } from './go.tsx'
import { remember, remembered, useText, type Words } from './language.ts'
import { Card } from './page.tsx'
import { usePlaceName } from './places.ts'
import { SavedSearches, filled, useOpensFirst, useSavedSearches } from './saved-searches.tsx'
import { SearchForm, type Filter } from './search-form.tsx'
import { Empty, Shown } from './states.tsx'
import { useNarrow } from './use-narrow.ts'
import './query-table.css'

export type Column<Row> = {
  readonly id: string
  readonly title: Words
  readonly show: (row: Row) => ReactNode
  readonly width?: number
  /** Right-aligned: amounts and counts. */
  readonly number?: boolean
  /** Not shown until it is chosen. */
  readonly extra?: boolean
  /** Where it stands in a card at phone width, without its name: a state beside the title, what can be done below. */
  readonly card?: 'corner' | 'foot'
}

export type Rows<Row> = { readonly rows: readonly Row[]; readonly total: number; readonly page: number; readonly size: number }

type QueryTableProps<Row, List extends Rows<Row>> = {
  /** Names the choice of columns in the browser's memory. */
  readonly id: string
  readonly label: Words
  /** The list's address at the server; it answers `Rows`. */
  readonly path: string
  /** Asked for with every search, and not to be changed here. */
  readonly fixed?: Readonly<Record<string, string>>
  readonly filters: readonly Filter[]
  /** The first column is the title of a card at phone width and cannot be left out. */
  readonly columns: readonly [Column<Row>, ...Column<Row>[]]
  readonly rowKey: (row: Row) => string
  readonly tools?: ReactNode
  /** What the list says beside its rows. */
  readonly above?: (list: List) => ReactNode
  readonly exportPath?: string
  /** Where taking the list out asks for more than a press: told what is searched for. */
  readonly exporting?: (values: Readonly<Record<string, string>>) => void
  readonly empty?: Words
}

const SIZES = [20, 50, 100, 200]

function useColumns<Row>(id: string, columns: readonly [Column<Row>, ...Column<Row>[]]) {
  const key = `tongxin.columns.${id}`
  const [chosen, setChosen] = useState<readonly string[]>(() => remembered(key)?.split(',') ?? columns.filter(column => !column.extra).map(column => column.id))
  const choose = (next: readonly string[]) => {
    setChosen(next)
    remember(key, next.join(','))
  }
  return { chosen, choose, shown: [columns[0], ...columns.slice(1).filter(column => chosen.includes(column.id))] as const }
}

function ColumnChoice<Row>({ columns, chosen, choose }: { columns: readonly Column<Row>[]; chosen: readonly string[]; choose: (next: readonly string[]) => void }) {
  const t = useText()
  const options = columns.slice(1).map(column => ({ value: column.id, label: t(column.title) }))
  return (
    <Popover trigger="click" placement="bottomRight" content={<Checkbox.Group style={{ display: 'grid', gap: 6 }} options={options} value={[...chosen]} onChange={next => choose(next)} />}>
      <Button>{t({ zh: '列', en: 'Columns' })}</Button>
    </Popover>
  )
}

function ExportButton({ path }: { path: string }) {
  const t = useText()
  return <FileButton path={path} name="export.xlsx">{t({ zh: '导出', en: 'Export' })}</FileButton>
}

/** A date or a short name stays on one line of its column. */
export const unbroken = (shown: ReactNode): ReactNode => (typeof shown === 'string' && shown.length <= 10 ? <span className="nowrap">{shown}</span> : shown)

function Wide<Row>({ rows, columns, rowKey, label }: { rows: readonly Row[]; columns: readonly Column<Row>[]; rowKey: (row: Row) => string; label: Words }) {
  const t = useText()
  return (
    <div className="scroll" role="region" aria-label={t(label)} tabIndex={0}>
      <Table<Row>
        size="middle" pagination={false} dataSource={[...rows]} rowKey={rowKey}
        columns={columns.map(column => ({
          key: column.id, title: t(column.title), width: column.width, align: column.number ? 'right' as const : undefined,
          render: (_: unknown, row: Row) => unbroken(column.show(row)),
        }))}
      />
    </div>
  )
}

/** What is searched, and how that changes: it stands in the address. `all` says that a list which opens with a search was asked for whole. */
function useSearched(id: string, filters: readonly Filter[]) {
  const words = useSearchWords()
  const setSearch = useSetSearch()
  const values = Object.fromEntries(filters.map(filter => [filter.name, words[filter.name] ?? '']))
  const kept = useSavedSearches(id, filters.map(filter => filter.name))
  const search = (next: Readonly<Record<string, string>>, options?: { replace?: boolean }) => {
    const isWhole = Object.keys(filled(next)).length === 0 && kept.saved.some(each => each.opens_first)
    setSearch({ ...Object.fromEntries(filters.map(filter => [filter.name, ''])), ...next, page: undefined, all: isWhole ? '1' : undefined }, options)
  }
  const isFresh = Object.keys(filled(values)).length === 0 && words['all'] === undefined && words['page'] === undefined
  const waits = useOpensFirst(isFresh && filters.length > 0, kept, first => search(first, { replace: true }))
  return { words, setSearch, values, search, saved: kept.saved, waits }
}

/** What a search says: each filter that is filled in, with the words of its choices. */
function useSaid(filters: readonly Filter[]): (values: Readonly<Record<string, string>>) => string {
  const t = useText()
  const nameOf = usePlaceName()
  const said = (filter: Filter, value: string): string => {
    const choice = filter.choices?.find(each => each.value === value)
    return choice ? t(choice.label) : filter.kind === 'place' ? nameOf(value) : value
  }
  return values => filters.filter(filter => values[filter.name])
    .map(filter => t({ zh: `${t(filter.label)}：${said(filter, values[filter.name]!)}`, en: `${t(filter.label)}: ${said(filter, values[filter.name]!)}` })).join(t({ zh: '；', en: '; ' }))
}

/**
 * A list that the server pages: search form, count, choice of columns, export, table (cards at phone width), pages.
 * What is searched stands in the address, so that it can be sent to a colleague.
 */
export function QueryTable<Row, List extends Rows<Row> = Rows<Row>>({ id, label, path, fixed, filters, columns, rowKey, tools, above, exportPath, exporting, empty }: QueryTableProps<Row, List>) {
  const t = useText()
  const narrow = useNarrow()
  const { words, setSearch, values, search, saved, waits } = useSearched(id, filters)
  const say = useSaid(filters)
  const { chosen, choose, shown } = useColumns(id, columns)
  const page = Math.max(1, Number(words['page']) || 1)
  const size = SIZES.includes(Number(words['size'])) ? Number(words['size']) : SIZES[0]!
  const asking = path + queryOf({ ...fixed, ...values, page, size })
  const asked = useQuery({ queryKey: [id, asking], queryFn: () => get<List>(asking), placeholderData: keepPreviousData, enabled: !waits })
  return (
    <>
      {filters.length === 0 ? null : (
        <Card className={saved.length === 0 ? 'searching' : ''}>
          <SearchForm key={JSON.stringify(values)} filters={filters} values={values} search={next => search(next)} />
          <SavedSearches list={id} values={values} saved={saved} choose={search} say={say} />
        </Card>
      )}
      <Card>
        <div className="tools">
          <span className="count muted" role="status">{asked.data ? t({ zh: `共 ${asked.data.total} 条`, en: `${asked.data.total.toLocaleString('en')} in all` }) : null}</span>
          {tools}
          {exportPath ? <ExportButton path={exportPath + queryOf({ ...fixed, ...values })} /> : null}
          {exporting ? <Button onClick={() => exporting({ ...fixed, ...values })}>{t({ zh: '导出', en: 'Export' })}</Button> : null}
          <ColumnChoice columns={columns} chosen={chosen} choose={choose} />
        </div>
        {asked.data && above ? <div className="above">{above(asked.data)}</div> : null}
        <Shown asked={asked}>{list => (list.rows.length === 0 ? <Empty words={empty ?? (Object.keys(filled(values)).length === 0 ? { zh: '还没有记录。', en: 'Nothing here yet.' } : { zh: '没有符合条件的记录。', en: 'Nothing matches.' })} /> : (
          <div className="asked-rows" aria-busy={asked.isPlaceholderData}>
            {narrow ? <Cards rows={list.rows} columns={shown} rowKey={rowKey} /> : <Wide rows={list.rows} columns={shown} rowKey={rowKey} label={label} />}
            <nav className="pages" aria-label={t({ zh: '翻页', en: 'Pages' })}>
              <Pagination
                current={page} pageSize={size} total={list.total} showSizeChanger={!narrow} pageSizeOptions={SIZES} simple={narrow} showLessItems
                onChange={(next, nextSize) => setSearch({ page: nextSize === size ? String(next) : '1', size: String(nextSize) })}
              />
            </nav>
          </div>
        ))}</Shown>
      </Card>
    </>
  )
}
