import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Text } from '../../base/result.ts'
import { FIELD_HELP } from '../../law/field-help.ts'
import { get, newKey, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { useGo } from '../../ui/go.tsx'
import { useMe } from '../../ui/session.ts'
import type { RunSummary } from '../payment.ts'
import { runInput } from '../schemas.ts'
import { useRunChanged } from './run-step.tsx'

type Benefit = { readonly id: string; readonly name: Text }
/** The benefits of the law, by their names. */
export const useBenefits = () => useQuery({ queryKey: ['law', 'benefits'], queryFn: () => get<readonly Benefit[]>('/law/benefits'), staleTime: 300_000 })

/** A new draft; it opens when it is made. */
export function PrepareRun({ close }: { close: () => void }) {
  const { place, today } = useMe()
  const go = useGo()
  const changed = useRunChanged()
  const [key] = useState(newKey)
  const { data = [] } = useBenefits()
  const month = today.slice(0, 7)
  const fields: readonly Field[] = [
    { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place', help: { zh: '全镇，或一个村。', en: 'The whole township, or one village.' } },
    { name: 'from', label: { zh: '从哪个月', en: 'From month' }, kind: 'month' },
    { name: 'to', label: { zh: '到哪个月', en: 'To month' }, kind: 'month', help: { zh: '跨月的，以前少发的一并补发，多发的列为应收。', en: 'Over several months what was short is paid up, and what was too much becomes receivable.' } },
    { name: 'benefits', label: { zh: '待遇', en: 'Benefits' }, about: FIELD_HELP.run_benefits, kind: 'choices', choices: data.map(({ id, name }) => ({ value: id, label: name })), help: { zh: '不选就是全部。', en: 'Left empty, all of them.' } },
    { name: 'note', label: { zh: '说明', en: 'Note' }, kind: 'long' },
  ]
  return (
    <FormDrawer
      id="prepare-run" title={{ zh: '编制发放批次', en: 'Prepare a run' }} open close={close} schema={runInput} fields={fields} initial={{ place, from: month, to: month }}
      submit={async value => {
        const run = await send<RunSummary>('POST', '/runs', value, key)
        changed()
        go(`/runs/${run.id}`)
      }}
    />
  )
}
