import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { get, newKey, queryOf, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { Meanwhile, useMeanwhile, type Compared } from '../../ui/meanwhile.tsx'
import { Tag } from '../../ui/page.tsx'
import { useMay, useMe, useYear } from '../../ui/session.ts'
import type { PlanItem, Task, YearView } from '../plan.ts'
import { itemChange, itemInput } from '../schema.ts'
import { TaskList } from './entry-panel.tsx'
import { usePlanChanged } from './task-panel.tsx'
import { OWNER_CHOICES, ownerWords, spanWords } from './words.ts'

export const yearPath = (year: number, place: string) => `/plan/year${queryOf({ year, place })}`

/** When an item is: its windows in words, else its days. */
export function itemTime(item: Pick<PlanItem, 'window' | 'from' | 'to'>, year: number) {
  if (item.window.zh !== '') return item.window
  return item.from && item.to ? spanWords(item.from, item.to, year) : { zh: '–', en: '–' }
}

export function Progress({ done, total, overdue }: { done: number; total: number; overdue: number }) {
  const t = useText()
  return (
    <span className="plan-progress" title={t({ zh: `办结 ${done} / ${total}`, en: `${done} of ${total} done` })}>
      <u aria-hidden><b style={{ width: `${total > 0 ? done / total * 100 : 0}%` }} /></u><span className="num">{done}/{total}</span>
      {overdue > 0 ? <Tag tone="late">{t({ zh: `逾期 ${overdue}`, en: `${overdue} late` })}</Tag> : null}
    </span>
  )
}

const TITLE: Field = { name: 'title', label: { zh: '事项', en: 'Item' } }
const SENTENCE: Field = { name: 'sentence', label: { zh: '怎么写进计划', en: 'How the plan says it' }, kind: 'long', help: { zh: '写进计划文件的一句话；不填就用事项名称。', en: 'One sentence of the plan; without it the item’s name stands.' } }
const LEAD: readonly Field[] = [
  { name: 'owner', label: { zh: '牵头', en: 'Who leads' }, kind: 'choice', choices: OWNER_CHOICES },
  { name: 'owner_name', label: { zh: '责任人姓名', en: 'Name' } },
]
const PARTS: readonly Compared<PlanItem>[] = [
  { label: TITLE.label, of: item => item.title.zh }, { label: SENTENCE.label, of: item => item.sentence.zh }, { label: LEAD[0]!.label, of: item => ownerWords(item.owner, null).zh },
  { label: LEAD[1]!.label, of: item => item.owner_name ?? '' },
]
const newItem = itemInput.omit({ place: true, year: true })

/** An item of this township alone, with its own time. */
export function AddItem({ place, close }: { place: string; close: () => void }) {
  const year = useYear()
  const changed = usePlanChanged()
  const [key] = useState(newKey)
  return (
    <FormDrawer
      id="add-item" title={{ zh: '新增计划项目', en: 'Add an item' }} open close={close} schema={newItem} initial={{ owner: 'clerk' }}
      fields={[TITLE, SENTENCE, ...LEAD, { name: 'from', label: { zh: '开始', en: 'From' }, kind: 'day' }, { name: 'to', label: { zh: '截止', en: 'Until' }, kind: 'day' }]}
      submit={async (value: z.input<typeof newItem>) => { await send('POST', '/plan/items', { ...value, place, year }, key); await changed() }}
    />
  )
}

function ChangeItem({ item, close }: { item: PlanItem; close: () => void }) {
  const year = useYear()
  const client = useQueryClient()
  const changed = usePlanChanged()
  const load = async () => {
    const view = await client.fetchQuery({ queryKey: ['plan', 'item', item.id], queryFn: () => get<YearView>(yearPath(year, item.place)), staleTime: 0 })
    return view.items.find(each => each.id === item.id) ?? item
  }
  const { opened, theirs, guard } = useMeanwhile<PlanItem>(item, load)
  const own = opened.duty === null
  return (
    <FormDrawer
      id="change-item" title={{ zh: '修改计划项目', en: 'Change the item' }} open close={close} schema={itemChange.omit({ version: true })}
      fields={own ? [TITLE, SENTENCE, ...LEAD] : LEAD}
      initial={{ ...(own ? { title: opened.title.zh, sentence: opened.sentence.zh } : {}), owner: opened.owner, owner_name: opened.owner_name ?? undefined }}
      note={<Meanwhile opened={opened} theirs={theirs} parts={PARTS} />}
      submit={async value => { await guard(version => send('PATCH', `/plan/items/${item.id}`, { ...value, version })); await changed() }}
    />
  )
}

/** An item of the plan at the side of the page: what it says, who leads it, its tasks. */
export function ItemPanel({ item, tasks, close, openTask }: { item: PlanItem; tasks: readonly Task[]; close: () => void; openTask: (id: string) => void }) {
  const t = useText()
  const year = useYear()
  const [may, mine] = [useMay('plan.write'), useMe().place]
  const [changing, setChanging] = useState(false)
  return (
    <Drawer title={t({ zh: `计划第 ${item.number} 项`, en: `Item ${item.number} of the plan` })} open onClose={close} size={520} destroyOnHidden>
      <div className="stack">
        <div className="panel-title"><h2>{t(item.title)}</h2></div>
        <p>{t(item.sentence)}</p>
        <dl className="pairs">
          <dt>{t({ zh: '牵头', en: 'Led by' })}</dt><dd>{t(ownerWords(item.owner, item.owner_name))}</dd>
          <dt>{t({ zh: '时间', en: 'When' })}</dt><dd>{t(itemTime(item, year))}</dd>
          <dt>{t({ zh: '进度', en: 'Progress' })}</dt><dd><Progress {...item} /></dd>
        </dl>
        {may && item.place.startsWith(mine) ? <div><Button onClick={() => setChanging(true)}>{t(item.duty === null ? { zh: '修改', en: 'Change' } : { zh: '换牵头人', en: 'Change who leads' })}</Button></div> : null}
        <section className="panel">
          <h2>{t({ zh: '任务', en: 'Tasks' })}</h2>
          <TaskList tasks={tasks} openTask={openTask} />
        </section>
        {changing ? <ChangeItem item={item} close={() => setChanging(false)} /> : null}
      </div>
    </Drawer>
  )
}
