import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { get } from '../../ui/api.ts'
import { Go, usePart, useSearchWords } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page } from '../../ui/page.tsx'
import { Shown } from '../../ui/states.tsx'
import type { SourceView } from '../browsing/views.ts'
import { Urls } from './clause.tsx'
import { StandingTag } from './law.tsx'
import { sourceAddress } from './words.ts'
import './law.css'

function About({ view }: { view: SourceView }) {
  const t = useText()
  return (
    <Card>
      <dl className="pairs">
        {view.number ? <><dt>{t({ zh: '文号', en: 'Number' })}</dt><dd lang="zh-CN">{view.number}</dd></> : null}
        <dt>{t({ zh: '制定机关', en: 'Issuer' })}</dt><dd>{t(view.issuer)}</dd>
        {view.published ? <><dt>{t({ zh: '公布', en: 'Published' })}</dt><dd>{view.published}</dd></> : null}
        {view.in_force ? <><dt>{t({ zh: '施行', en: 'In force' })}</dt><dd>{view.in_force}{view.until ? t({ zh: ` 至 ${view.until}`, en: ` to ${view.until}` }) : null}</dd></> : null}
        {view.next ? <><dt>{t({ zh: '被取代', en: 'Replaced by' })}</dt><dd><Go to={sourceAddress(view.next.id)}>{t(view.next.name)}</Go></dd></> : null}
        {view.earlier.length > 0 ? <><dt>{t({ zh: '取代了', en: 'Replaces' })}</dt><dd className="names">{view.earlier.map(({ id, name }) => <Go key={id} to={sourceAddress(id)}>{t(name)}</Go>)}</dd></> : null}
        {view.urls.length > 0 ? <><dt>{t({ zh: '原文', en: 'Text' })}</dt><dd><Urls urls={view.urls} /></dd></> : null}
      </dl>
    </Card>
  )
}

function Articles({ view, asked }: { view: SourceView; asked: string | undefined }) {
  const t = useText()
  const place = useRef<HTMLLIElement>(null)
  useEffect(() => place.current?.scrollIntoView({ block: 'center' }), [asked])
  return (
    <Card title={{ zh: '条文', en: 'Articles' }} note={t({ zh: '引用到的条文，用我们自己的话写', en: 'Those that are cited, in our own words' })}>
      <ol className="articles">
        {view.articles.map(({ article, text, benefits }) => (
          <li key={article} ref={article === asked ? place : undefined} className={article === asked ? 'asked' : ''}>
            <b lang="zh-CN">{article}</b>
            <div><p>{t(text)}</p>{benefits.length > 0 ? <p className="cited">{t({ zh: '用于', en: 'For' })} {benefits.map(({ id, name }) => <Go key={id} to={`/law/benefits/${id}`}>{t(name)}</Go>)}</p> : null}</div>
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** A law, notice or page of figures, with its articles. */
export function LawSourcePage() {
  const t = useText()
  const id = usePart(3)
  const { article } = useSearchWords()
  const asked = useQuery({ queryKey: ['law', 'source', id], queryFn: () => get<SourceView>(`/law/sources/${encodeURIComponent(id)}`) })
  return (
    <Page title={asked.data?.title ?? { zh: '法规', en: 'Source' }} note={<>{asked.data ? <StandingTag source={asked.data} /> : null} <Go to="/law?by=source">{t({ zh: '回法规', en: 'Back to the sources' })}</Go></>}>
      <Shown asked={asked}>{view => <><About view={view} /><Articles view={view} asked={article} /></>}</Shown>
    </Page>
  )
}
