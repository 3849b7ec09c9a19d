import { useQuery } from '@tanstack/react-query'
import { Fragment, type ReactNode } from 'react'
import { Go, usePagePath } from '../../ui/go.tsx'
import { LANGUAGE_TAGS, useLanguage, useText } from '../../ui/language.ts'
import { Page } from '../../ui/page.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { addressOf, fileOf, pictureOf } from '../guide/addresses.ts'
import { blocksOf, type Block, type Inline } from '../guide/markdown.ts'
import './guide.css'

/** The guide comes along with the program: a page is fetched when it is opened. */
const PAGES = import.meta.glob<string>(['../../../docs/guide/*/*.md', '../../../docs/how-to/*.md'], { query: '?raw', import: 'default' })
const PICTURES = import.meta.glob<string>('../../../docs/guide/images/*.webp', { query: '?url', import: 'default', eager: true })
const UP = '../../../docs/'

function Part({ part, from }: { part: Inline; from: string }) {
  if (part.kind === 'strong') return <b>{part.text}</b>
  if (part.kind === 'code') return <code>{part.text}</code>
  if (part.kind === 'image') return <img src={PICTURES[UP + pictureOf(part.to)]} alt={part.text} loading="lazy" />
  if (part.kind !== 'link') return part.text
  const address = addressOf(part.to, from)
  return address === undefined ? part.text : <Go to={address}>{part.text}</Go>
}

const Line = ({ parts, from }: { parts: readonly Inline[]; from: string }) => parts.map((part, index) => <Part key={index} part={part} from={from} />)

function Shape({ block, from }: { block: Block; from: string }): ReactNode {
  if (block.kind === 'fence') return <pre>{block.text}</pre>
  if (block.kind === 'heading') return block.level < 3 ? <h2><Line parts={block.text} from={from} /></h2> : <h3><Line parts={block.text} from={from} /></h3>
  if (block.kind === 'paragraph') return block.text.some(part => part.kind === 'image') ? <figure><Line parts={block.text} from={from} /></figure> : <p><Line parts={block.text} from={from} /></p>
  if (block.kind === 'list') {
    const items = block.items.map((item, index) => <li key={index}><Line parts={item} from={from} /></li>)
    return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
  }
  return (
    <table className="plain">
      <thead><tr>{block.head.map((cell, index) => <th key={index} scope="col"><Line parts={cell} from={from} /></th>)}</tr></thead>
      <tbody>{block.rows.map((row, at) => <tr key={at}>{row.map((cell, index) => <td key={index}><Line parts={cell} from={from} /></td>)}</tr>)}</tbody>
    </table>
  )
}

const plain = (parts: readonly Inline[]): string => parts.map(part => part.text).join('')

/** A page of the guide, in the language of the program. */
export function GuidePage() {
  const t = useText()
  const language = useLanguage()
  const path = usePagePath()
  const file = fileOf(path, LANGUAGE_TAGS[language])
  const load = PAGES[UP + file]
  const asked = useQuery({ queryKey: ['guide', file], queryFn: async () => blocksOf(await load!()), staleTime: Infinity, enabled: load !== undefined })
  const [first] = asked.data ?? []
  const isFirst = path === '/guide'
  return (
    <Page
      title={first?.kind === 'heading' ? plain(first.text) : { zh: '使用指南', en: 'The guide' }}
      actions={<>
        {isFirst ? null : <Go className="btn" to="/guide">{t({ zh: '指南目录', en: 'All pages of the guide' })}</Go>}
        <Go className="btn" to="/?tour=1">{t({ zh: '看导览', en: 'See the tour' })}</Go>
      </>}
    >
      {load === undefined
        ? <Empty words={{ zh: '指南里没有这一页。', en: 'The guide has no such page.' }} />
        : <Shown asked={asked}>{blocks => <article className="card guide">{blocks.slice(1).map((block, index) => <Fragment key={index}><Shape block={block} from={file} /></Fragment>)}</article>}</Shown>}
    </Page>
  )
}
