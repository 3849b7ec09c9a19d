import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Text } from '../../base/result.ts'
import { FIELD_HELP } from '../../law/field-help.ts'
import { get, newKey, queryOf, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { Go, useGo } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { useMe } from '../../ui/session.ts'
import type { RunList } from '../actions.ts'
import { monthsOffered, runsOver, type AskedRun } from '../offered.ts'
import { RUN_STATE_NAMES, type RunSummary } from '../payment.ts'
import { runInput } from '../schemas.ts'
import { useRunChanged } from './run-step.tsx'

type Benefit = { readonly id: string; readonly name: Text }
/** The benefits of the law, by their names. */
export const useBenefits = () => useQuery({ queryKey: ['law', 'benefits'], queryFn: () => get<readonly Benefit[]>('/law/benefits'), staleTime: 300_000 })

const SHOWN_MAX = 5
const RUNS_MAX = 200

/** Which runs stand for these months already: a second one pays differences alone. */
function Already({ runs }: { runs: readonly RunSummary[] }) {
  const t = useText()
  if (runs.length === 0) return null
  return (
    <div className="notice" role="status">
      <p>{t({ zh: '这些月份已有批次。再编一批，只发差额：少发的补发，多发的列为应收。', en: 'There are runs for these months already. Another pays differences alone: what is short is paid up, what was too much becomes receivable.' })}</p>
      <ul>{runs.slice(0, SHOWN_MAX).map(run => <li key={run.id}><Go to={`/runs/${run.id}`}>{t(run.title)}</Go> · {t(RUN_STATE_NAMES[run.state])}</li>)}</ul>
      {runs.length > SHOWN_MAX ? <p>{t({ zh: `还有 ${runs.length - SHOWN_MAX} 批。`, en: `And ${runs.length - SHOWN_MAX} more.` })}</p> : null}
    </div>
  )
}

/** A new draft; it opens when it is made. */
export function PrepareRun({ close }: { close: () => void }) {
  const { place, today } = useMe()
  const go = useGo()
  const changed = useRunChanged()
  const [key] = useState(newKey)
  const { data = [] } = useBenefits()
  const runs = useQuery({ queryKey: ['runs', 'prepared', place], queryFn: () => get<RunList>(`/runs${queryOf({ place: place.slice(0, 9), size: String(RUNS_MAX) })}`) })
  const before = runs.data?.rows ?? []
  const initial = { place, ...monthsOffered(before, place, today) }
  const [typed, setTyped] = useState<AskedRun>()
  const fields: readonly Field[] = [
    { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place', help: { zh: '全镇，或一个村。', en: 'The whole township, or one village.' } },
    { name: 'from', label: { zh: '从哪个月', en: 'From month' }, kind: 'month' },
    { name: 'to', label: { zh: '到哪个月', en: 'To month' }, kind: 'month', help: { zh: '跨月的，以前少发的一并补发，多发的列为应收。', en: 'Over several months what was short is paid up, and what was too much becomes receivable.' } },
    { name: 'benefits', label: { zh: '待遇', en: 'Benefits' }, about: FIELD_HELP.run_benefits, kind: 'choices', choices: data.map(({ id, name }) => ({ value: id, label: name })), help: { zh: '不选就是全部。', en: 'Left empty, all of them.' } },
    { name: 'note', label: { zh: '说明', en: 'Note' }, kind: 'long' },
  ]
  if (runs.isPending) return null
  return (
    <FormDrawer
      id="prepare-run" title={{ zh: '编制发放批次', en: 'Prepare a run' }} open close={close} schema={runInput} fields={fields} initial={initial}
      watch={setTyped} note={<Already runs={runsOver(before, typed ?? initial)} />}
      submit={async value => {
        const run = await send<RunSummary>('POST', '/runs', value, key)
        changed()
        go(`/runs/${run.id}`)
      }}
    />
  )
}
