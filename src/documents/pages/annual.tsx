import { useQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import type { Block } from '../../paper/paper.ts'
import { download, get } from '../../ui/api.ts'
import { useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Page } from '../../ui/page.tsx'
import { useYear } from '../../ui/session.ts'
import { Refusals, refusalsIn, Shown } from '../../ui/states.tsx'
import type { DocumentView } from './answer.ts'
import { OpenedPanel } from './opened.tsx'
import './annual.css'

type Chosen = { readonly figure: string | undefined; readonly choose: (figure: string) => void }

const TAGS = { title: 'h2', heading1: 'h3', heading2: 'h4', paragraph: 'p', signature: 'p' } as const

function Lines({ block, figure, choose }: { block: Block } & Chosen) {
  const t = useText()
  const Tag = TAGS[block.kind]
  return (
    <Tag className={block.center ? `${block.kind} center` : block.kind}>
      {block.runs.map((run, index) => ('figure' in run ? (
        <button type="button" key={index} className="fig" data-figure={run.figure} aria-pressed={run.figure === figure} title={t({ zh: '打开背后的记录', en: 'Open the records behind it' })} onClick={event => { choose(run.figure); event.currentTarget.scrollIntoView({ block: 'nearest' }) }}>{run.text}</button>
      ) : <Fragment key={index}>{run.newline ? <br /> : null}{run.text}</Fragment>))}
    </Tag>
  )
}

function Paper({ view, figure, choose }: { view: DocumentView } & Chosen) {
  return <article className="a4" lang="zh-CN">{view.blocks.map((block, index) => <Lines key={index} block={block} figure={figure} choose={choose} />)}</article>
}

const figuresIn = (view: DocumentView): number => view.blocks.reduce((count, block) => count + block.runs.filter(run => 'figure' in run).length, 0)

function DownloadButton({ year }: { year: number }) {
  const t = useText()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const save = () => {
    setBusy(true)
    setError(undefined)
    download(`/documents/annual.docx?year=${year}`, `${year}.docx`).catch(setError).finally(() => setBusy(false))
  }
  return (
    <>
      {error ? <Refusals refusals={refusalsIn(error)} /> : null}
      <button type="button" className="btn go" onClick={save} disabled={busy}>{busy ? t({ zh: '正在生成…', en: 'Writing…' }) : t({ zh: '下载 .docx', en: 'Download .docx' })}</button>
    </>
  )
}

/** The year's document on paper, and at its right the records behind the figure that was clicked. */
export function AnnualPage() {
  const t = useText()
  const year = useYear()
  const figure = useSearchWords()['figure']
  const setSearch = useSetSearch()
  const choose = (id: string | undefined) => setSearch({ figure: id, year: String(year) }, { replace: true, stay: true })
  const asked = useQuery({ queryKey: ['annual', year], queryFn: () => get<DocumentView>(`/documents/annual?year=${year}`) })
  const count = asked.data ? figuresIn(asked.data) : 0
  return (
    <Page
      title={asked.data?.title ?? { zh: '年度公文', en: 'The year’s document' }}
      note={asked.data ? t({ zh: `${count} 个数字，都能打开`, en: `${count} figures, each opens` }) : null}
      actions={<DownloadButton year={year} />}
    >
      <Shown asked={asked}>{view => (
        <div className={`docview ${figure ? 'open' : ''}`}>
          <Paper view={view} figure={figure} choose={choose} />
          <aside className={`card opened ${figure ? '' : 'waiting'}`} aria-live="polite" aria-label={t({ zh: '数字背后的记录', en: 'The records behind a figure' })} tabIndex={0}>
            {figure ? <OpenedPanel id={figure} year={year} close={() => choose(undefined)} /> : (
              <>
                <h2>{t({ zh: '点一个数字', en: 'Click a figure' })}</h2>
                <p className="muted">{t({ zh: '文中带点线的数字都来自记录。点一下，这里列出它背后的每一条：谁、哪天、哪个村、多少、凭什么。', en: 'Every dotted figure comes from records. Click one and each record behind it is listed here: who, when, where, how much, on what proof.' })}</p>
              </>
            )}
          </aside>
        </div>
      )}</Shown>
    </Page>
  )
}
