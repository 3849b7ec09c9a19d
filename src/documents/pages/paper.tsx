import { Fragment } from 'react'
import type { Block } from '../../paper/paper.ts'
import { useText } from '../../ui/language.ts'
import type { Paragraph } from '../revisions/revisions.ts'

export type Chosen = { readonly figure: string | undefined; readonly choose: (figure: string) => void }

const TAGS = { title: 'h2', heading1: 'h3', heading2: 'h4', paragraph: 'p', signature: 'p' } as const

type LinesProps = { readonly block: Block; readonly paragraph?: Paragraph | undefined; readonly revise?: ((paragraph: Paragraph) => void) | undefined } & Chosen

function Lines({ block, paragraph, revise, figure, choose }: LinesProps) {
  const t = useText()
  const Tag = TAGS[block.kind]
  const kinds = [block.kind, block.center ? 'center' : '', paragraph?.revision ? 'revised' : ''].filter(Boolean).join(' ')
  return (
    <Tag className={kinds}>
      {block.runs.map((run, index) => ('figure' in run ? (
        <button type="button" key={index} className="fig" data-figure={run.figure} aria-pressed={run.figure === figure} title={t({ zh: '打开背后的记录', en: 'Open the records behind it' })} onClick={event => { choose(run.figure); event.currentTarget.scrollIntoView({ block: 'nearest' }) }}>{run.text}</button>
      ) : <Fragment key={index}>{run.newline ? <br /> : null}{run.text}</Fragment>))}
      {revise && paragraph ? <button type="button" className="revise" onClick={() => revise(paragraph)}>{t({ zh: '改这一段', en: 'Reword' })}</button> : null}
    </Tag>
  )
}

type PaperProps = Chosen & {
  readonly blocks: readonly Block[]
  readonly paragraphs?: readonly Paragraph[]
  readonly revise?: ((paragraph: Paragraph) => void) | undefined
}

/** A sheet of A4 with its live figures; with `revise` every paragraph can be worded otherwise. */
export function Paper({ blocks, paragraphs = [], revise, figure, choose }: PaperProps) {
  const byBlock = new Map(paragraphs.map(paragraph => [paragraph.block, paragraph]))
  return (
    <article className={`a4 ${revise ? 'revising' : ''}`} lang="zh-CN">
      {blocks.map((block, index) => <Lines key={index} block={block} paragraph={byBlock.get(index)} revise={revise} figure={figure} choose={choose} />)}
    </article>
  )
}
