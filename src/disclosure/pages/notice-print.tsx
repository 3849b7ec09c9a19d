import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { get } from '../../ui/api.ts'
import { Go, usePart } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { useMe } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { boardDay, type NoticeView } from '../disclosure.ts'
import { closingSentences, remarks } from '../sheets/notice.ts'
import { NoticeRows } from './notice-rows.tsx'

function Board({ notice: { content, published_on, ends_on } }: { notice: NoticeView }) {
  const { demo } = useMe()
  const t = useText()
  if (published_on === null || ends_on === null) return <Empty words={{ zh: '还没有核对张贴，不能打印。', en: 'It was not published yet and cannot be printed.' }} />
  return (
    <article className="board" lang="zh-CN">
      {demo ? <p className="invented">{t({ zh: '示例，人物和数额均为虚构', en: 'A demo: people and amounts are invented' })}</p> : null}
      <h1>{content.title}</h1>
      <p>{content.opening}</p>
      <div className="scroll" role="region" aria-label={t({ zh: '名单', en: 'The list' })} tabIndex={0}><NoticeRows content={content} /></div>
      <p>{remarks(content)}</p>
      {closingSentences(content, { published_on, ends_on }).map(sentence => <p key={sentence}>{sentence}</p>)}
      <footer><p>{content.organ}（盖章）</p><p>{boardDay(published_on)}</p></footer>
    </article>
  )
}

/** A notice to print, without the program around it. */
export function NoticePrintPage() {
  const t = useText()
  const id = usePart(2)
  const asked = useQuery({ queryKey: ['notice', id], queryFn: () => get<NoticeView>(`/disclosure/notices/${encodeURIComponent(id)}`) })
  useEffect(() => { document.title = `${asked.data?.title ?? t({ zh: '公示', en: 'Notice' })} · 同心` }, [asked.data, t])
  return (
    <main className="paper-page">
      <div className="paper-tools">
        <Go className="btn" to={`/disclosure/${id}`}>{t({ zh: '返回', en: 'Back' })}</Go>
        <button type="button" className="btn go" onClick={() => print()}>{t({ zh: '打印', en: 'Print' })}</button>
      </div>
      <Shown asked={asked}>{notice => <Board notice={notice} />}</Shown>
    </main>
  )
}
