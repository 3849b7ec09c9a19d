import { Button, Input, Radio, Select } from 'antd'
import type { Month } from '../../base/day.ts'
import { counted } from '../../base/english.ts'
import type { LawBook } from '../../law/law.ts'
import { useText, type Words } from '../../ui/language.ts'
import { Card, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { periodWords } from '../browsing/words.ts'
import { effectsOf, type WhatIfEffect } from '../what-if/changes.ts'
import { cellName, type Changeable, type ReadDraft, type WhatIfDraft } from './what-if-drafts.ts'
import { yuanShort } from './what-if-words.ts'
import { monthWords } from './words.ts'

/** So many cells are shown of a change; the rest opens. */
const EFFECTS_SHOWN = 4

const CELLS_TOGETHER: Words = { zh: '各格一起', en: 'All cells' }
const NOTHING_TO_RAISE: Words = {
  zh: '前一日没有标准，无从按百分比提高；请改为定额，作为假设。',
  en: 'There is no rate on the day before to raise by a percentage; set an amount instead, as an assumption.',
}

type Laws = { readonly book: LawBook; readonly changed: LawBook; readonly knownOn: string }

function Effect({ book, effect: { set, without, holds } }: { book: LawBook; effect: WhatIfEffect }) {
  const t = useText()
  return (
    <li>
      <span>{t(cellName(book, set.cell))} {without ? null : <Tag tone="warn">{t({ zh: '假设', en: 'Assumed' })}</Tag>}</span>
      <span className="num">
        {without ? yuanShort(without.amount_fen!) : t({ zh: '无标准', en: 'No rate' })} → <b>{yuanShort(set.amount_fen!)}</b> <small>{t(periodWords(set.per))}</small>
      </span>
      {holds ? null : <Tag tone="late" wrap>{t({ zh: '低于国家标准，不生效', en: 'Below the national rate: without effect' })}</Tag>}
    </li>
  )
}

function Effects({ read, laws: { book, changed, knownOn } }: { read: ReadDraft; laws: Laws }) {
  const t = useText()
  if (!read.change) return null
  const effects = effectsOf(book, changed, read.change, knownOn)
  if (effects.length === 0) {
    return <p className="refusals">{t(NOTHING_TO_RAISE)}</p>
  }
  const rest = effects.slice(EFFECTS_SHOWN)
  return (
    <>
      <ul className="effects">{effects.slice(0, EFFECTS_SHOWN).map((effect, index) => <Effect key={index} book={book} effect={effect} />)}</ul>
      {rest.length > 0 ? (
        <details className="effects-more">
          <summary>{t({ zh: `另 ${rest.length} 格`, en: `${counted(rest.length, 'more cell')}` })}</summary>
          <ul className="effects">{rest.map((effect, index) => <Effect key={index} book={book} effect={effect} />)}</ul>
        </details>
      ) : null}
    </>
  )
}

type Choices = { readonly changeable: readonly Changeable[]; readonly months: readonly Month[]; readonly laws: Laws }
type Changing = { readonly change: (draft: WhatIfDraft) => void; readonly remove: () => void }

function Draft({ read, number, changeable, months, laws, change, remove }: Choices & Changing & { readonly read: ReadDraft; readonly number: number }) {
  const t = useText()
  const { draft, fault } = read
  const { cells, pers } = changeable.find(({ entry }) => entry.id === draft.benefit)!
  const id = (name: string) => `what-if-${draft.id}-${name}`
  const set = (part: Partial<WhatIfDraft>) => change({ ...draft, ...part })
  const choose = (benefit: WhatIfDraft['benefit']) => set({ benefit, cell: -1, per: changeable.find(({ entry }) => entry.id === benefit)!.pers[0]! })
  return (
    <fieldset className="what-if-draft">
      <legend>{t({ zh: `变动 ${number}`, en: `Change ${number}` })}</legend>
      <button type="button" className="link remove" onClick={remove} aria-label={t({ zh: `删去变动 ${number}`, en: `Remove change ${number}` })}>
        {t({ zh: '删去', en: 'Remove' })}
      </button>
      <label htmlFor={id('benefit')}>{t({ zh: '待遇', en: 'Benefit' })}</label>
      <Select
        id={id('benefit')} value={draft.benefit} onChange={choose} showSearch={{ optionFilterProp: 'label' }}
        options={changeable.map(({ entry }) => ({ value: entry.id, label: t(entry.name) }))}
      />
      {cells.length > 0 ? (
        <>
          <label htmlFor={id('cell')}>{t({ zh: '哪一格', en: 'Cell' })}</label>
          <Select
            id={id('cell')} value={draft.cell} onChange={cell => set({ cell })} showSearch={{ optionFilterProp: 'label' }}
            options={[{ value: -1, label: t(CELLS_TOGETHER) }, ...cells.map((cell, index) => ({ value: index, label: t(cellName(laws.book, cell)) }))]}
          />
        </>
      ) : null}
      <label htmlFor={id('from')}>{t({ zh: '自哪月起', en: 'From' })}</label>
      <Select
        id={id('from')} value={draft.from} onChange={from => set({ from })} options={months.map(month => ({ value: month, label: t(monthWords(month)) }))}
      />
      <label htmlFor={id('typed')}>{t(draft.kind === 'percent' ? { zh: '提高', en: 'Raise by' } : { zh: '定为', en: 'Set to' })}</label>
      <div className="typed">
        <Radio.Group
          size="small" value={draft.kind} onChange={event => set({ kind: event.target.value as WhatIfDraft['kind'], typed: '' })} optionType="button"
          options={[{ value: 'percent', label: '%' }, { value: 'amount', label: t({ zh: '定额', en: 'Amount' }) }]}
        />
        <Input
          id={id('typed')} inputMode="decimal" autoComplete="off" value={draft.typed} status={fault ? 'error' : ''}
          onChange={event => set({ typed: event.target.value })} aria-invalid={fault !== null} aria-describedby={fault ? id('fault') : undefined}
          suffix={draft.kind === 'percent' ? '%' : pers.length > 1 ? null : t(periodWords(draft.per))}
        />
        {draft.kind === 'amount' && pers.length > 1 ? (
          <Select
            aria-label={t({ zh: '每', en: 'per' })} value={draft.per} onChange={per => set({ per })} popupMatchSelectWidth={false}
            options={pers.map(per => ({ value: per, label: t(periodWords(per)) }))}
          />
        ) : null}
      </div>
      {fault ? <p id={id('fault')} className="fault" role="alert">{t(fault)}</p> : null}
      <div className="whole"><Effects read={read} laws={laws} /></div>
    </fieldset>
  )
}

type ChangesProps = Choices & {
  readonly reads: readonly ReadDraft[]
  readonly county: string
  readonly change: (drafts: readonly WhatIfDraft[]) => void
  readonly add: () => void
}

/** The changes thought of: every keystroke is reckoned. */
export function Changes({ reads, county, change, add, ...shared }: ChangesProps) {
  const t = useText()
  const nameOf = usePlaceName()
  const drafts = reads.map(read => read.draft)
  return (
    <Card title={{ zh: '设想的变动', en: 'Changes to try' }} note={t({ zh: `作为${nameOf(county)}的标准`, en: `As rates of ${nameOf(county)}` })}>
      <div className="drafts">
        {reads.map((read, index) => (
          <Draft
            key={read.draft.id} read={read} number={index + 1} {...shared} change={draft => change(drafts.map(one => (one.id === draft.id ? draft : one)))}
            remove={() => change(drafts.filter(one => one.id !== read.draft.id))}
          />
        ))}
        {reads.length === 0 ? <p className="muted">{t({ zh: '没有变动，右边是现行标准的费用。', en: 'Nothing is changed; at the right stands the cost as it is.' })}</p> : null}
        <Button onClick={add} block>{t({ zh: '再加一项变动', en: 'Add a change' })}</Button>
      </div>
    </Card>
  )
}
