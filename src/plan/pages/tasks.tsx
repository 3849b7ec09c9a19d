import { Button } from 'antd'
import { useState } from 'react'
import { newKey, queryOf, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { Go, useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Page } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import { useMay, useMe, useYear } from '../../ui/session.ts'
import { z } from 'zod'
import { SOURCE_NAMES, SOURCES, type Task } from '../plan.ts'
import { taskInput } from '../schema.ts'
import { TaskPanel, TaskTag, usePlanChanged } from './task-panel.tsx'
import { OWNER_CHOICES, ownerWords, STATE_CHOICES } from './words.ts'
import './plan.css'

/** The lists that are asked for every day, a click away: by whom, by where they come from, by how late they are. */
function Quick() {
  const t = useText()
  const me = useMe()
  const year = useYear()
  const words = useSearchWords()
  const asked = (['owner', 'source', 'state'] as const).map(name => words[name] ?? '').join()
  const lists = [
    { name: { zh: '全部', en: 'All' }, owner: '', source: '', state: '' },
    { name: { zh: '我的', en: 'Mine' }, owner: me.role, source: '', state: '' },
    { name: { zh: '逾期', en: 'Overdue' }, owner: '', source: '', state: 'overdue' },
    { name: { zh: '会议议定的', en: 'From meetings' }, owner: '', source: 'decision', state: '' },
    { name: { zh: '走访发现的', en: 'From visits' }, owner: '', source: 'visit', state: '' },
  ].filter(list => list.owner === '' || OWNER_CHOICES.some(choice => choice.value === list.owner))
  return (
    <nav className="quick" aria-label={t({ zh: '常用清单', en: 'Lists' })}>
      {lists.map(({ name, ...list }) => (
        <Go key={name.zh} to={`/tasks${queryOf({ year, ...list })}`} aria-current={[list.owner, list.source, list.state].join() === asked ? 'true' : undefined}>{t(name)}</Go>
      ))}
    </nav>
  )
}

/** A task typed by hand: a notice from above, what a visit found, the place's own. */
const typed = z.strictObject({ title: z.string().trim().min(1).max(500), kind: z.enum(['notice', 'visit', 'own']), said: z.string().trim().max(200).optional(), ...taskInput.pick({ owner: true, owner_name: true, from: true, to: true, place: true }).shape })
const FIELDS: readonly Field[] = [
  { name: 'title', label: { zh: '任务', en: 'Task' }, kind: 'long' },
  { name: 'kind', label: { zh: '来源', en: 'From' }, kind: 'choice', choices: (['notice', 'visit', 'own'] as const).map(value => ({ value, label: SOURCE_NAMES[value] })) },
  { name: 'said', label: { zh: '文号或出处', en: 'Document or occasion' } },
  { name: 'place', label: { zh: '地方', en: 'Where' }, kind: 'place' },
  { name: 'owner', label: { zh: '谁来办', en: 'Role' }, kind: 'choice', choices: OWNER_CHOICES },
  { name: 'owner_name', label: { zh: '责任人姓名', en: 'Name' } },
  { name: 'from', label: { zh: '开始', en: 'From' }, kind: 'day' }, { name: 'to', label: { zh: '截止', en: 'Until' }, kind: 'day' },
]

function AddTask({ close }: { close: () => void }) {
  const me = useMe()
  const changed = usePlanChanged()
  const [key] = useState(newKey)
  return (
    <FormDrawer
      id="add-task" title={{ zh: '新增任务', en: 'Add a task' }} open close={close} schema={typed} fields={FIELDS}
      initial={{ kind: 'notice', place: me.place, owner: 'clerk', from: me.today }}
      submit={async ({ title, kind, said, ...rest }) => {
        await send('POST', '/tasks', { ...rest, title: { zh: title, en: title }, source: { kind, id: said || SOURCE_NAMES[kind].zh } }, key)
        await changed()
      }}
    />
  )
}

/** Every task in sight, whoever has it and wherever it comes from. */
export function TasksPage() {
  const t = useText()
  const year = useYear()
  const placeName = usePlaceName()
  const may = useMay('plan.write')
  const { task } = useSearchWords()
  const setSearch = useSetSearch()
  const [adding, setAdding] = useState(false)
  const columns: readonly [Column<Task>, ...Column<Task>[]] = [
    { id: 'title', title: { zh: '任务', en: 'Task' }, show: row => <button type="button" className="link" onClick={() => setSearch({ task: row.id }, { stay: true, replace: true })}>{t(row.title)}</button> },
    { id: 'state', title: { zh: '状态', en: 'State' }, card: 'corner', show: row => <TaskTag task={row} />, width: 110 },
    { id: 'owner', title: { zh: '责任人', en: 'Owner' }, show: row => t(ownerWords(row.owner, row.owner_name)), width: 150 },
    { id: 'to', title: { zh: '截止', en: 'Until' }, show: row => <span className="num nowrap">{row.to}</span>, width: 110 },
    { id: 'place', title: { zh: '地方', en: 'Where' }, show: row => placeName(row.place), width: 110 },
    { id: 'source', title: { zh: '来源', en: 'From' }, show: row => t(SOURCE_NAMES[row.source_kind]), width: 110 },
    { id: 'from', title: { zh: '开始', en: 'From' }, show: row => <span className="num nowrap">{row.from}</span>, width: 110, extra: true },
    { id: 'done', title: { zh: '办结日期', en: 'Done on' }, show: row => row.done_on ?? '–', width: 110, extra: true },
  ]
  return (
    <Page title={{ zh: '任务', en: 'Tasks' }} note={t({ zh: `${year} 年`, en: String(year) })} actions={may ? <Button type="primary" onClick={() => setAdding(true)}>{t({ zh: '新增任务', en: 'Add a task' })}</Button> : null}>
      <Quick />
      <QueryTable<Task>
        id="tasks" label={{ zh: '任务', en: 'Tasks' }} path="/tasks" fixed={{ year: String(year) }} columns={columns} rowKey={row => row.id}
        filters={[
          { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
          { name: 'owner', label: { zh: '谁来办', en: 'Whose' }, kind: 'choice', choices: OWNER_CHOICES },
          { name: 'source', label: { zh: '来源', en: 'From' }, kind: 'choice', choices: SOURCES.map(value => ({ value, label: SOURCE_NAMES[value] })) },
          { name: 'state', label: { zh: '状态', en: 'State' }, kind: 'choice', choices: STATE_CHOICES },
        ]}
      />
      {task ? <TaskPanel id={task} close={() => setSearch({ task: undefined }, { stay: true, replace: true })} /> : null}
      {adding ? <AddTask close={() => setAdding(false)} /> : null}
    </Page>
  )
}
