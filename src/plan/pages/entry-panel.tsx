import { Drawer } from 'antd'
import { useText } from '../../ui/language.ts'
import { usePlaceName } from '../../ui/places.ts'
import { useYear } from '../../ui/session.ts'
import type { Task } from '../plan.ts'
import type { Entry } from '../year.ts'
import { TaskTag } from './task-panel.tsx'
import { ownerWords, spanWords } from './words.ts'

/** Tasks to open, each with its place, its owner and where it stands. */
export function TaskList({ tasks, openTask }: { tasks: readonly Task[]; openTask: (id: string) => void }) {
  const t = useText()
  const year = useYear()
  const placeName = usePlaceName()
  const several = new Set(tasks.map(task => task.place)).size > 1
  const sameTitle = new Set(tasks.map(task => task.title.zh)).size === 1
  return (
    <ul className="task-list">
      {tasks.map(task => (
        <li key={task.id}>
          <TaskTag task={task} />
          <span>
            <button type="button" className="link" onClick={() => openTask(task.id)}>{sameTitle && several ? placeName(task.place) : `${t(task.title)}${several ? ` · ${placeName(task.place)}` : ''}`}</button>
            <small className="muted">{t(ownerWords(task.owner, task.owner_name))} · {t(spanWords(task.from, task.to, year))}</small>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The shares of one task: the township's and the villages'. */
export function EntryPanel({ entry, close, openTask }: { entry: Entry; close: () => void; openTask: (id: string) => void }) {
  const t = useText()
  return (
    <Drawer title={t(entry.title)} open onClose={close} size={520} destroyOnHidden>
      <div className="stack">
        <p className="muted">{t({ zh: `办结 ${entry.done} / ${entry.total}`, en: `${entry.done} of ${entry.total} done` })}</p>
        <TaskList tasks={entry.tasks} openTask={openTask} />
      </div>
    </Drawer>
  )
}
