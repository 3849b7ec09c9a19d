import { useQuery } from '@tanstack/react-query'
import type { Text } from '../../base/result.ts'
import { get } from '../../ui/api.ts'
import { Go, usePart } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { Shown } from '../../ui/states.tsx'
import type { CategoryView } from '../browsing/views.ts'
import { Clause } from './clause.tsx'
import './law.css'

function List({ title, items }: { title: Text; items: readonly Text[] }) {
  const t = useText()
  return items.length === 0 ? null : <Card title={title}><ul className="points">{items.map(item => <li key={item.zh}>{t(item)}</li>)}</ul></Card>
}

function Category({ view }: { view: CategoryView }) {
  const t = useText()
  return (
    <>
      <Card>
        <dl className="pairs">
          <dt>{t({ zh: '可以领', en: 'Opens' })}</dt><dd className="names">{view.benefits.length === 0 ? t({ zh: '没有定期待遇', en: 'No regular benefit' }) : view.benefits.map(({ id, name }) => <Go key={id} to={`/law/benefits/${id}`}>{t(name)}</Go>)}</dd>
          <dt>{t({ zh: '谁确认', en: 'Confirmed by' })}</dt><dd>{t(view.confirmed_by)}</dd>
          <dt>{t({ zh: '年度确认', en: 'Every year' })}</dt><dd>{view.annual_confirmation ? <Tag tone="ok">{t({ zh: '每年确认', en: 'Confirmed every year' })}</Tag> : t({ zh: '不需要', en: 'Not needed' })}</dd>
        </dl>
      </Card>
      <div className="cols c2 even">
        <List title={{ zh: '要记的事实', en: 'Facts to keep' }} items={view.facts} />
        <List title={{ zh: '要交的材料', en: 'Papers to bring' }} items={view.documents} />
        <List title={{ zh: '从什么时候起', en: 'How it starts' }} items={view.starts} />
        <List title={{ zh: '什么时候终止', en: 'How it ends' }} items={view.ends} />
      </div>
      {view.clauses.length > 0 ? <Card title={{ zh: '依据', en: 'Clauses' }}><div className="clauses">{view.clauses.map(clause => <Clause key={`${clause.cite}${clause.article}`} clause={clause} heading="h3" />)}</div></Card> : null}
    </>
  )
}

/** A category of persons: facts, papers, who confirms, how it starts and ends. */
export function LawCategoryPage() {
  const t = useText()
  const id = usePart(3)
  const asked = useQuery({ queryKey: ['law', 'category', id], queryFn: () => get<CategoryView>(`/law/categories/${encodeURIComponent(id)}`) })
  return (
    <Page title={asked.data?.name ?? { zh: '身份', en: 'Category' }} note={<Go to="/law?by=category">{t({ zh: '回身份', en: 'Back to the categories' })}</Go>}>
      <Shown asked={asked}>{view => <Category view={view} />}</Shown>
    </Page>
  )
}
