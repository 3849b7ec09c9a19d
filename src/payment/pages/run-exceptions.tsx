import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { inSentence } from '../../base/english.ts'
import { yuanGrouped } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import { get, newKey, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { Shown } from '../../ui/states.tsx'
import type { RunView } from '../actions.ts'
import type { ExceptionView } from '../exceptions/actions.ts'
import { DECIDING_KINDS, DECISION_NAMES, EXCEPTION_KINDS, EXCEPTION_NAMES, type ExceptionDecision, type ExceptionKind } from '../exceptions/exceptions.ts'
import { useRunChanged } from './run-step.tsx'

/** What somebody is about to decide: one exception, or every open one of a kind. */
type Meant = { readonly decision: ExceptionDecision; readonly said: Text; readonly stands: boolean; readonly target: { readonly exceptions: readonly number[] } | { readonly kind: ExceptionKind } }
type Decide = (meant: Meant) => void

const JUDGED_ONCE: Text = {
  zh: '怎么判断的。以后各批沿用，不再问，直到这个人的情况有变，最长一年。', en: 'How it was judged. Later runs go by it and do not ask again until something changes for this person, at most for a year.',
}
const withReason = z.strictObject({ reason: z.string().trim().min(2).max(200) })

function DecideDrawer({ run, meant, close }: { run: string; meant: Meant; close: () => void }) {
  const changed = useRunChanged()
  const [key] = useState(newKey)
  const { zh, en } = DECISION_NAMES[meant.decision]
  return (
    <FormDrawer
      id="decide-exception" title={{ zh: `${zh}：${meant.said.zh}`, en: `${en}: ${meant.said.en}` }} open close={close} schema={withReason}
      fields={[{
        name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'long',
        help: meant.stands ? JUDGED_ONCE : meant.decision === 'pay' ? { zh: '怎么核实的。', en: 'How it was made sure of.' } : { zh: '暂不发的人从这一批取出，下一批再出现。', en: 'Whoever is left out comes again with the next run.' },
      }]}
      submit={async ({ reason }) => {
        await send('POST', `/runs/${run}/decide`, { ...meant.target, decision: meant.decision, reason }, key)
        changed()
      }}
    />
  )
}

const isJudged = (kind: ExceptionKind): boolean => kind === 'by-hand'

/** A derived rate is never paid; what is only to be known is paid unless somebody takes it out. */
const decisionsFor = (kind: ExceptionKind): readonly ExceptionDecision[] => {
  if (kind === 'provisional') return ['leave-out']
  return DECIDING_KINDS.includes(kind) || isJudged(kind) ? ['pay', 'leave-out'] : ['leave-out']
}

/** What was decided, in this run or in an earlier one that still stands. */
function Decided({ one }: { one: ExceptionView }) {
  const t = useText()
  if (one.decision === null) return null
  const when = one.stands && one.earlier ? t({ zh: `沿用 ${one.earlier.decided_on}（${one.earlier.run}）`, en: `stands since ${one.earlier.decided_on} (${one.earlier.run}), ` }) : ''
  return <span><Tag tone={one.decision === 'pay' ? 'ok' : 'warn'}>{t(DECISION_NAMES[one.decision])}</Tag> <span className="muted">{when}{one.decided_by}{t({ zh: '：', en: ': ' })}{one.reason}</span></span>
}

/** What was decided last time and does not stand: left out for that run alone, too long ago, or something has changed since. */
function Earlier({ one: { earlier, decision } }: { one: ExceptionView }) {
  const t = useText()
  if (earlier === null || decision !== null) return null
  const { zh, en } = DECISION_NAMES[earlier.decision]
  const why = earlier.decision === 'pay' ? { zh: '；之后情况有变或已满一年，请再判断', en: '; something has changed since, or a year is over: judge it again' } : { zh: '', en: '' }
  return (
    <span className="muted">
      {t({ zh: `上次（${earlier.decided_on}，${earlier.run}）${earlier.decided_by}：${zh}，${earlier.reason}${why.zh}`, en: `Last time (${earlier.decided_on}, ${earlier.run}) ${earlier.decided_by}: ${inSentence(en)}, ${earlier.reason}${why.en}` })}
    </span>
  )
}

/** One that stands from an earlier run may still be left out of this one. */
const decisionsLeft = ({ kind, decision, stands }: ExceptionView): readonly ExceptionDecision[] => (decision === null ? decisionsFor(kind) : stands ? ['leave-out'] : [])

function Exception({ one, decide }: { one: ExceptionView; decide: Decide | undefined }) {
  const t = useText()
  const placeName = usePlaceName()
  const touches = one.lines.length + one.receivables.length > 0
  return (
    <li>
      <span className="what">
        <Go to={`/people/${one.person}`}>{one.name}</Go> <span className="muted">{placeName(one.place)}</span> {t(one.text)}
        {' '}{one.amount_fen > 0 ? <b className="num nowrap">{yuanGrouped(one.amount_fen)}</b> : null}{' '}<Earlier one={one} />
      </span>
      <Decided one={one} />
      {decide && touches ? (
        <span className="buttons">{decisionsLeft(one).map(decision => (
          <Button key={decision} onClick={() => decide({ decision, said: { zh: one.name, en: one.name }, stands: isJudged(one.kind) && decision === 'pay', target: { exceptions: [one.number] } })}>{t(DECISION_NAMES[decision])}<span className="hidden"> {one.name}</span></Button>
        ))}</span>
      ) : null}
    </li>
  )
}

/** So many of a kind are shown at once. */
const SHOWN = 30

function Kind({ kind, all, decide }: { kind: ExceptionKind; all: readonly ExceptionView[]; decide: Decide | undefined }) {
  const t = useText()
  const [whole, setWhole] = useState(false)
  const open = all.filter(one => one.decision === null)
  const { zh, en } = EXCEPTION_NAMES[kind]
  const seen = whole ? all : all.slice(0, SHOWN)
  return (
    <section>
      <h3>
        {t({ zh, en })} <span className="muted">{all.length}</span>
        {decide && decisionsFor(kind).includes('pay') && open.length > 1 ? (
          <span className="buttons">{decisionsFor(kind).map(decision => (
            <Button key={decision} size="small" onClick={() => decide({ decision, said: { zh: `${zh} ${open.length} 件`, en: `${open.length} × ${en}` }, stands: isJudged(kind) && decision === 'pay', target: { kind } })}>
              {t({ zh: `${open.length} 件都${DECISION_NAMES[decision].zh}`, en: `${DECISION_NAMES[decision].en} all ${open.length}` })}<span className="hidden"> {t({ zh, en })}</span>
            </Button>
          ))}</span>
        ) : null}
      </h3>
      <ul className="exceptions">{seen.map(one => <Exception key={one.number} one={one} decide={decide} />)}</ul>
      {all.length > seen.length ? <button type="button" className="link" onClick={() => setWhole(true)}>{t({ zh: `再看其余 ${all.length - seen.length} 件`, en: `Show the other ${all.length - seen.length}` })}</button> : null}
    </section>
  )
}

/** How much there is to be known, and how much of it nobody has judged yet. */
function knownWords(all: readonly ExceptionView[]): Text {
  const known = all.filter(one => !DECIDING_KINDS.includes(one.kind)).length
  const fresh = all.filter(one => isJudged(one.kind) && one.decision === null).length
  return { zh: `还有 ${known} 件供知悉${fresh > 0 ? `，其中 ${fresh} 件还没有判断过` : ''}`, en: `${known} more to be known${fresh > 0 ? `, ${fresh} of them not judged yet` : ''}` }
}

/** What a person must look at before the draft is checked, and below it what is only to be known. */
export function RunExceptions({ run }: { run: RunView }) {
  const t = useText()
  const [meant, setMeant] = useState<Meant>()
  const asked = useQuery({ queryKey: ['run', run.id, 'exceptions'], queryFn: () => get<readonly ExceptionView[]>(`/runs/${run.id}/exceptions`) })
  const decide = run.allowed.includes('decide') ? setMeant : undefined
  if (asked.data?.length === 0) return null
  const settled = asked.data?.some(one => DECIDING_KINDS.includes(one.kind)) ? { zh: '都处理了', en: 'All decided' } : { zh: '没有要决定的', en: 'Nothing to decide' }
  const kinds = (those: (kind: ExceptionKind) => boolean, all: readonly ExceptionView[]) => EXCEPTION_KINDS.filter(those).map(kind => ({ kind, all: all.filter(one => one.kind === kind) }))
    .filter(({ all: own }) => own.length > 0).map(({ kind, all: own }) => <Kind key={kind} kind={kind} all={own} decide={decide} />)
  const isDeciding = (kind: ExceptionKind) => DECIDING_KINDS.includes(kind)
  return (
    <Card
      title={{ zh: '例外', en: 'Exceptions' }}
      note={run.open_exceptions > 0 ? <Tag tone="late">{t({ zh: `${run.open_exceptions} 件待处理，处理完才能复核`, en: `${run.open_exceptions} to be decided before the check` })}</Tag> : t(settled)}
    >
      <Shown asked={asked}>{all => {
        const known = kinds(kind => !isDeciding(kind), all)
        return (
          <div className="exception-kinds">
            {kinds(isDeciding, all)}
            {known.length > 0 ? <details><summary>{t(knownWords(all))}</summary>{known}</details> : null}
          </div>
        )
      }}</Shown>
      {meant ? <DecideDrawer run={run.id} meant={meant} close={() => setMeant(undefined)} /> : null}
    </Card>
  )
}
