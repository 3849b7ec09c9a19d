import type { ReactNode } from 'react'
import { inSentence } from '../../base/english.ts'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import { useMay, useYear } from '../../ui/session.ts'
import { PROOF_NAMES } from '../../ui/proof-names.ts'
import type { Activity } from '../activity.ts'
import { useKinds, type KindLine } from './kinds.ts'
import { titleOf, valueWords } from './values.ts'

/** Whether its evidence is there. */
export function ProofTag({ activity }: { activity: Pick<Activity, 'evidence_missing'> }) {
  const t = useText()
  const missing = activity.evidence_missing
  if (missing.length === 0) return <Tag tone="ok">{t({ zh: '佐证齐', en: 'Proved' })}</Tag>
  return <Tag tone="warn">{t({ zh: `缺${missing.map(kind => PROOF_NAMES[kind].zh).join('、')}`, en: `Lacks ${missing.map(kind => inSentence(PROOF_NAMES[kind].en)).join(', ')}` })}</Tag>
}

/** The first numbers of a record, as its kind has them. */
function Numbers({ activity, kind }: { activity: Activity; kind: KindLine | undefined }): ReactNode {
  const t = useText()
  const numbers = kind?.fields.filter(field => field.kind === 'number' || field.kind === 'money').filter(field => activity.fields[field.id] !== undefined) ?? []
  const parties = kind?.parties.filter(party => party.kind === 'households' || party.kind === 'persons').filter(party => Array.isArray(activity.parties[party.id])) ?? []
  const words = [
    ...parties.map(party => `${t(party.name)} ${(activity.parties[party.id] as unknown[]).length}`), // a party is a list
    ...numbers.slice(0, 2).map(field => `${t(field.name)} ${t(valueWords(field, activity.fields[field.id], {}))}`),
  ]
  return words.length > 0 ? words.join(t({ zh: '，', en: ', ' })) : '–'
}

/** What was done in the year, newest first. */
export function ActivitiesPage() {
  const t = useText()
  const year = useYear()
  const placeName = usePlaceName()
  const may = useMay('activity.write')
  const kinds = useKinds()
  const kindOf = (id: string) => kinds.data?.find(kind => kind.id === id)
  const columns: readonly [Column<Activity>, ...Column<Activity>[]] = [
    { id: 'title', title: { zh: '活动', en: 'Activity' }, show: row => <Go to={`/activities/${row.id}`}>{t(titleOf(row, kindOf(row.kind)?.name))}</Go> },
    { id: 'kind', title: { zh: '类别', en: 'Kind' }, show: row => t(kindOf(row.kind)?.name ?? row.kind), width: 170 },
    { id: 'day', title: { zh: '日期', en: 'Day' }, show: row => <span className="num nowrap">{row.held_on}</span>, width: 110 },
    { id: 'place', title: { zh: '地方', en: 'Where' }, show: row => placeName(row.place), width: 120 },
    { id: 'numbers', title: { zh: '数量', en: 'Numbers' }, show: row => <Numbers activity={row} kind={kindOf(row.kind)} />, width: 320 },
    { id: 'proof', title: { zh: '佐证', en: 'Evidence' }, card: 'corner', show: row => <ProofTag activity={row} />, width: 140 },
  ]
  return (
    <Page title={{ zh: '活动', en: 'Activities' }} note={t({ zh: `${year} 年`, en: String(year) })} actions={may ? <Go className="btn go" to="/activities/new">{t({ zh: '登记活动', en: 'Record an activity' })}</Go> : null}>
      <QueryTable<Activity>
        id="activities" label={{ zh: '活动', en: 'Activities' }} path="/activities" fixed={{ year: String(year) }} columns={columns} rowKey={row => row.id}
        filters={[
          { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
          { name: 'kind', label: { zh: '类别', en: 'Kind' }, kind: 'choice', choices: (kinds.data ?? []).map(kind => ({ value: kind.id, label: kind.name })) },
        ]}
        empty={{ zh: '这一年还没有登记活动。', en: 'Nothing is recorded for this year.' }}
      />
    </Page>
  )
}
