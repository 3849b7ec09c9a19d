import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { counted } from '../../base/english.ts'
import { download } from '../../ui/api.ts'
import { useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page } from '../../ui/page.tsx'
import { useYear } from '../../ui/session.ts'
import { Refusals, Shown } from '../../ui/states.tsx'
import { useStep } from '../../ui/step.ts'
import type { FigureValue } from '../../figures/figures.ts'
import type { DocumentView } from '../documents.ts'
import type { Paragraph, WaitingRevision } from '../revisions/revisions.ts'
import { documentQuery, figuresQuery, frozenQuery } from './answer.ts'
import { Comparison } from './comparison.tsx'
import { OpenedPanel } from './opened.tsx'
import { Paper } from './paper.tsx'
import { Revise } from './revise.tsx'
import { Standing } from './standing.tsx'
import { readable } from './tokens.ts'
import './annual.css'

const figuresIn = (view: DocumentView): string[] => view.blocks.flatMap(block => block.runs.flatMap(run => ('figure' in run ? [run.figure] : [])))

function DownloadButton({ year, frozen }: { year: number; frozen: boolean }) {
  const t = useText()
  const { busy, refusals, take } = useStep()
  const save = () => void take(() => download(`/documents/annual.docx?year=${year}${frozen ? '&frozen=true' : ''}`, `${year}.docx`))
  return (
    <>
      <Refusals refusals={refusals} />
      <button type="button" className="btn" onClick={save} disabled={busy}>{busy ? t({ zh: '正在生成…', en: 'Writing…' }) : t({ zh: '下载 .docx', en: 'Download .docx' })}</button>
    </>
  )
}

/** What people worded and does not stand on the paper, with the reason: nothing written is lost. */
function Waiting({ waiting, figures }: { waiting: readonly WaitingRevision[]; figures: readonly FigureValue[] }) {
  const t = useText()
  const names = new Map(figures.map(figure => [figure.id, figure.name]))
  if (waiting.length === 0) return null
  return (
    <Card title={{ zh: '改过、现在印不出来的段落', en: 'Reworded, and not on the paper now' }} note={String(waiting.length)}>
      <ul className="waiting-revisions">{waiting.map(one => (
        <li key={one.source}>
          <p lang="zh-CN">{readable(one.text, figures)}</p>
          <p className="muted">{one.revised_by} {one.revised_at} · {one.reason === 'source-gone'
            ? t({ zh: '底稿这一段的说法变了（记录有增减），请在现在的段落上重写。', en: 'The draft says this paragraph otherwise now: reword the one that stands there.' })
            : t({ zh: `这些口径没有记录了：${one.figures.map(id => names.get(id)?.zh ?? id).join('、')}。先按底稿原文印。`, en: `These figures have no records any more: ${one.figures.map(id => names.get(id)?.en ?? id).join(', ')}. The template’s own words are printed.` })}</p>
        </li>
      ))}</ul>
    </Card>
  )
}

type Open = 'comparison' | Paragraph | undefined

function Document({ view, year, frozen }: { view: DocumentView; year: number; frozen: boolean }) {
  const t = useText()
  const figure = useSearchWords()['figure']
  const setSearch = useSetSearch()
  const [revising, setRevising] = useState(false)
  const [open, setOpen] = useState<Open>()
  const figures = useQuery(figuresQuery(year)).data ?? []
  const past = useQuery({ ...frozenQuery(year), enabled: frozen })
  const set = (change: { figure?: string | undefined; frozen?: string | undefined }) => setSearch({ figure, frozen: frozen ? '1' : undefined, year: String(year), ...change }, { replace: true, stay: true })
  const choose = (id: string | undefined) => set({ figure: id })
  const count = figuresIn(view).length
  const mayRevise = view.allowed.includes('revise') && !frozen
  return (
    <Page
      title={view.title} note={t(count === 0 ? { zh: '还没有数字：没有记录的事项不写', en: 'No figure yet: what has no record is not written' } : { zh: `${count} 个数字，都能打开`, en: `${counted(count, 'figure opens', 'figures, each opens')}` })}
      actions={<>
        {mayRevise ? <button type="button" className="btn" aria-pressed={revising} onClick={() => setRevising(!revising)}>{revising ? t({ zh: '改完了', en: 'Done rewording' }) : t({ zh: '改文字', en: 'Reword' })}</button> : null}
        <button type="button" className="btn" onClick={() => setOpen('comparison')}>{t({ zh: '与上年比', en: 'Beside last year' })}</button>
        <button type="button" className="btn" onClick={() => window.print()}>{t({ zh: '打印', en: 'Print' })}</button>
        <DownloadButton year={year} frozen={frozen} />
      </>}
    >
      <Standing view={view} figures={figures} frozen={frozen} showFrozen={shown => set({ frozen: shown ? '1' : undefined })} />
      <Waiting waiting={view.waiting} figures={figures} />
      <div className={`docview ${figure ? 'open' : ''}`}>
        {frozen ? <Shown asked={past}>{({ blocks }) => <Paper blocks={blocks} figure={figure} choose={choose} />}</Shown>
          : <Paper blocks={view.blocks} paragraphs={view.paragraphs} revise={revising && mayRevise ? setOpen : undefined} figure={figure} choose={choose} />}
        <aside className={`card opened ${figure ? '' : 'waiting'}`} aria-live="polite" aria-label={t({ zh: '数字背后的记录', en: 'The records behind a figure' })} tabIndex={0}>
          {figure ? <OpenedPanel id={figure} year={year} close={() => choose(undefined)} /> : (
            <>
              <h2>{t({ zh: '点一个数字', en: 'Click a figure' })}</h2>
              <p className="muted">{t({ zh: '文中带点线的数字都来自记录。点一下，这里列出它背后的每一条：谁、哪天、哪个村、多少、凭什么。', en: 'Every dotted figure comes from records. Click one and each record behind it is listed here: who, when, where, how much, on what proof.' })}</p>
            </>
          )}
        </aside>
      </div>
      {open === 'comparison' ? <Comparison year={year} quoted={new Set(figuresIn(view))} close={() => setOpen(undefined)} /> : null}
      {open !== undefined && open !== 'comparison' && figures.length > 0 ? <Revise key={open.source} view={view} paragraph={open} figures={figures} close={() => setOpen(undefined)} /> : null}
    </Page>
  )
}

/** The year's document on paper with its way to issue, and at its right the records behind the figure that was clicked. */
export function AnnualPage() {
  const year = useYear()
  const frozen = useSearchWords()['frozen'] === '1'
  const asked = useQuery(documentQuery(year))
  if (asked.data) return <Document view={asked.data} year={year} frozen={frozen} />
  return <Page title={{ zh: '年度公文', en: 'The year’s document' }}><Shown asked={asked}>{() => null}</Shown></Page>
}
