import { useText } from '../../ui/language.ts'
import { Card, Tag } from '../../ui/page.tsx'
import { useYear } from '../../ui/session.ts'
import { Empty } from '../../ui/states.tsx'
import type { PlanItem, YearView } from '../plan.ts'
import type { Entry } from '../year.ts'
import { itemTime, Progress } from './item-panel.tsx'
import { useOpen } from './panels.tsx'
import { ownerWords, spanWords, taskTag } from './words.ts'

function ItemRow({ item }: { item: PlanItem }) {
  const t = useText()
  const open = useOpen()
  const year = useYear()
  return (
    <tr>
      <td className="n">{item.number}</td>
      <td><button type="button" className="link" onClick={() => open({ item: item.id })}>{t(item.title)}</button>{item.duty === null ? <> <Tag>{t({ zh: '本地', en: 'Ours' })}</Tag></> : null}</td>
      <td>{t(itemTime(item, year))}</td>
      <td>{t(ownerWords(item.owner, item.owner_name))}</td>
      <td className="nowrap num">{item.to ?? '–'}</td>
      <td><Progress {...item} /></td>
    </tr>
  )
}

/** The items of the plan, with who leads each, until when and how far it is. */
function Items({ items }: { items: readonly PlanItem[] }) {
  const t = useText()
  if (items.length === 0) return null
  return (
    <Card title={{ zh: '计划项目', en: 'Items' }} note={t({ zh: `${items.length} 项`, en: String(items.length) })}>
      <table className="plain plan-items">
        <thead><tr>
          <th scope="col" className="n">{t({ zh: '序号', en: 'No.' })}</th><th scope="col">{t({ zh: '事项', en: 'Item' })}</th><th scope="col">{t({ zh: '时间', en: 'When' })}</th>
          <th scope="col">{t({ zh: '牵头', en: 'Led by' })}</th><th scope="col">{t({ zh: '截止', en: 'Until' })}</th><th scope="col">{t({ zh: '进度', en: 'Progress' })}</th>
        </tr></thead>
        <tbody>{items.map(item => <ItemRow key={item.id} item={item} />)}</tbody>
      </table>
    </Card>
  )
}

/** What the year asks for, one after another by its last day. */
function Entries({ entries, today }: { entries: readonly Entry[]; today: string }) {
  const t = useText()
  const open = useOpen()
  const year = useYear()
  return (
    <Card title={{ zh: '各项任务', en: 'Tasks' }} note={t({ zh: `${entries.length} 件，按截止日`, en: `${entries.length}, by their last days` })}>
      {entries.length === 0 ? <Empty words={{ zh: '没有符合条件的任务。', en: 'Nothing matches.' }} /> : (
        <ul className="task-list wide">
          {entries.map(entry => {
            const { tone, words } = taskTag(entry, today)
            return (
              <li key={entry.key}>
                <Tag tone={tone}>{t(words)}{entry.total > 1 ? ` ${entry.done}/${entry.total}` : ''}</Tag>
                <span>
                  <button type="button" className="link" onClick={() => open(entry.tasks.length === 1 ? { task: entry.tasks[0]!.id } : { entry: entry.key })}>{t(entry.title)}</button>
                  <small className="muted">{t(ownerWords(entry.owner, entry.owner_name))} · {t(spanWords(entry.from, entry.to, year))}</small>
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}

export const YearList = ({ view, entries, whole }: { view: YearView; entries: readonly Entry[]; whole: boolean }) =>
  <>{whole ? <Items items={view.items} /> : null}<Entries entries={entries} today={view.today} /></>
