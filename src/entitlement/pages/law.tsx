import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { Text } from '../../base/result.ts'
import { get, queryOf } from '../../ui/api.ts'
import { Go, useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import type { FoundEntry } from '../browsing/search.ts'
import type { BenefitLine, CategoryLine, SourceKind, SourceLine } from '../browsing/views.ts'
import { sourceAddress } from './words.ts'
import './law.css'

/** Whether a source is in force, was replaced, or is no law at all. */
export function StandingTag({ source: { kind, until, in_force } }: { source: Pick<SourceLine, 'kind' | 'until' | 'in_force'> }) {
  const t = useText()
  if (kind === 'own') return <Tag tone="warn">{t({ zh: '本程序的规则', en: 'Our own rules' })}</Tag>
  if (until !== null) return <Tag tone="late">{t({ zh: `已废止，施行到 ${until}`, en: `Repealed, in force to ${until}` })}</Tag>
  if (kind === 'standard') return <Tag>{t({ zh: '标准', en: 'Figures' })}</Tag>
  return in_force === null ? null : <Tag tone="ok">{t({ zh: '现行', en: 'In force' })}</Tag>
}

function Benefits() {
  const t = useText()
  const asked = useQuery({ queryKey: ['law', 'benefits'], queryFn: () => get<BenefitLine[]>('/law/benefits'), staleTime: 300_000 })
  return (
    <Shown asked={asked}>{benefits => (
      <ul className="law-entries">
        {benefits.map(({ id, name, categories, formula, national, rated_from }) => (
          <li key={id}>
            <h2><Go to={`/law/benefits/${id}`}>{t(name)}</Go></h2>
            <p>{t(formula)}</p>
            <p className="muted">{categories.map(category => t(category.name)).join(t({ zh: '、', en: ', ' }))}</p>
            <p className="muted">{t(national)}</p>
            {rated_from ? <p className="muted">{t({ zh: `最近的标准自 ${rated_from} 起`, en: `Latest figures from ${rated_from}` })}</p> : null}
          </li>
        ))}
      </ul>
    )}</Shown>
  )
}

function Categories() {
  const t = useText()
  const asked = useQuery({ queryKey: ['law', 'categories'], queryFn: () => get<CategoryLine[]>('/law/categories'), staleTime: 300_000 })
  return (
    <Shown asked={asked}>{categories => (
      <ul className="law-entries">
        {categories.map(({ id, name, benefits, annual_confirmation }) => (
          <li key={id}>
            <h2><Go to={`/law/categories/${id}`}>{t(name)}</Go></h2>
            <p className="muted">{benefits.length === 0 ? t({ zh: '没有定期待遇', en: 'No regular benefit' }) : benefits.map(benefit => t(benefit.name)).join(t({ zh: '、', en: ', ' }))}</p>
            {annual_confirmation ? <p><Tag tone="ok">{t({ zh: '每年确认', en: 'Confirmed every year' })}</Tag></p> : null}
          </li>
        ))}
      </ul>
    )}</Shown>
  )
}

const KINDS: readonly { readonly kind: SourceKind; readonly title: Text }[] = [
  { kind: 'law', title: { zh: '法律、法规和办法', en: 'Laws, regulations and measures' } },
  { kind: 'standard', title: { zh: '标准：通知和公布页', en: 'Figures: notices and pages' } },
  { kind: 'own', title: { zh: '法律没有写明的，本程序的规则', en: 'Where the law is silent: our own rules' } },
]

function Sources() {
  const t = useText()
  const asked = useQuery({ queryKey: ['law', 'sources'], queryFn: () => get<SourceLine[]>('/law/sources'), staleTime: 300_000 })
  return (
    <Shown asked={asked}>{sources => (
      <>
        {KINDS.map(({ kind, title }) => (
          <Card key={kind} title={title}>
            <ul className="sources">
              {sources.filter(source => source.kind === kind).map(source => (
                <li key={source.id}>
                  <p><Go to={sourceAddress(source.id)}>{t(source.title)}</Go> <StandingTag source={source} /></p>
                  <p className="muted">{[source.number, t(source.issuer), source.in_force ? t({ zh: `${source.in_force} 起`, en: `from ${source.in_force}` }) : null, t({ zh: `${source.articles} 条`, en: `${source.articles} ${source.articles === 1 ? 'article' : 'articles'}` })].filter(part => part !== null).join(' · ')}</p>
                </li>
              ))}
            </ul>
          </Card>
        ))}
      </>
    )}</Shown>
  )
}

const FOUND_KINDS: Readonly<Record<FoundEntry['kind'], { readonly name: Text; readonly to: (entry: FoundEntry) => string }>> = {
  benefit: { name: { zh: '待遇', en: 'Benefit' }, to: ({ id }) => `/law/benefits/${id}` },
  category: { name: { zh: '身份', en: 'Category' }, to: ({ id }) => `/law/categories/${id}` },
  source: { name: { zh: '法规', en: 'Source' }, to: ({ id }) => sourceAddress(id) },
  article: { name: { zh: '条文', en: 'Article' }, to: ({ id, article }) => sourceAddress(id, article ?? undefined) },
}

function Found({ query }: { query: string }) {
  const t = useText()
  const asked = useQuery({ queryKey: ['law', 'search', query], queryFn: () => get<FoundEntry[]>(`/law/search${queryOf({ query })}`) })
  return (
    <Card title={{ zh: `“${query}”`, en: `“${query}”` }} note={asked.data ? t({ zh: `找到 ${asked.data.length} 处`, en: `${asked.data.length} found` }) : undefined}>
      <Shown asked={asked}>{found => (found.length === 0 ? <Empty words={{ zh: '没有找到。换一个词试试。', en: 'Nothing was found. Try another word.' }} /> : (
        <ol className="sources">
          {found.map((entry, index) => (
            <li key={index}>
              <p><Tag>{t(FOUND_KINDS[entry.kind].name)}</Tag> <Go to={FOUND_KINDS[entry.kind].to(entry)}>{t(entry.title)} {entry.article ? <span lang="zh-CN">{entry.article}</span> : null}</Go></p>
              {entry.text ? <p className="muted">{t(entry.text)}</p> : null}
            </li>
          ))}
        </ol>
      ))}</Shown>
    </Card>
  )
}

function Search({ query }: { query: string }) {
  const t = useText()
  const setSearch = useSetSearch()
  const [words, setWords] = useState(query)
  const find = (event: FormEvent) => { event.preventDefault(); setSearch({ query: words.trim() }) }
  const label = t({ zh: '在政策里查找：待遇、法规名、文号、条文里的词', en: 'Find in the law: benefits, titles, numbers, words of articles' })
  return (
    <form className="law-search" role="search" onSubmit={find}>
      <input type="search" className="field" value={words} onChange={event => setWords(event.target.value)} aria-label={label} placeholder={label} />
      <button type="submit" className="btn go">{t({ zh: '查找', en: 'Find' })}</button>
    </form>
  )
}

const SHELVES: Readonly<Record<string, { readonly name: Text; readonly show: () => ReactNode }>> = {
  benefit: { name: { zh: '按待遇', en: 'By benefit' }, show: () => <Benefits /> },
  category: { name: { zh: '按身份', en: 'By category' }, show: () => <Categories /> },
  source: { name: { zh: '按法规', en: 'By source' }, show: () => <Sources /> },
}

/** The law as the program has it: by benefit, by category, by source, and what is found in it. */
export function LawPage() {
  const t = useText()
  const { by = 'benefit', query = '' } = useSearchWords()
  const shelf = SHELVES[by] ?? SHELVES['benefit']!
  return (
    <Page title={{ zh: '政策', en: 'Law' }}>
      <div className="law-top">
        <nav aria-label={t({ zh: '政策分类', en: 'Shelves' })}>
          {Object.entries(SHELVES).map(([id, { name }]) => <Go key={id} to={`/law?by=${id}`} aria-current={query === '' && shelf === SHELVES[id] ? 'page' : undefined}>{t(name)}</Go>)}
        </nav>
        <Search key={query} query={query} />
      </div>
      {query === '' ? shelf.show() : <Found query={query} />}
    </Page>
  )
}
