import { useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { entriesOf } from '../year.ts'
import type { YearView } from '../plan.ts'
import { ItemPanel } from './item-panel.tsx'
import { EntryPanel } from './entry-panel.tsx'
import { TaskPanel } from './task-panel.tsx'

/** What is opened at the side stands in the address: `?item=…`, `?entry=…`, and `?task=…` on top of them. */
export function useOpen(): (what: { readonly item?: string; readonly entry?: string; readonly task?: string }) => void {
  const setSearch = useSetSearch()
  return ({ item, entry, task }) => setSearch({ item, entry, task }, { stay: true, replace: true })
}

export function Panels({ view }: { view: YearView }) {
  const t = useText()
  const { item: itemId, entry: key, task } = useSearchWords()
  const open = useOpen()
  const item = view.items.find(each => each.id === itemId)
  const entry = entriesOf(view.tasks).find(each => each.key === key)
  const close = () => open({})
  if (task) {
    const back = item ? { item: item.id } : entry && entry.tasks.length > 1 ? { entry: entry.key } : undefined
    return <TaskPanel id={task} close={close} back={back ? <p><button type="button" className="link" onClick={() => open(back)}>← {t(item?.title ?? entry!.title)}</button></p> : null} />
  }
  if (item) return <ItemPanel item={item} tasks={view.tasks.filter(each => each.plan_item === item.id)} close={close} openTask={id => open({ item: item.id, task: id })} />
  if (entry) return <EntryPanel entry={entry} close={close} openTask={id => open({ entry: entry.key, task: id })} />
  return null
}
