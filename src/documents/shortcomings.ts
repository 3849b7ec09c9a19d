import type { Day } from '../base/day.ts'
import type { Text } from '../base/result.ts'
import type { FigureValue } from '../figures/figures.ts'
import { figuresOfClause, type Clause, type Template } from './template.ts'

/** A planned task that nothing has closed; its key is `duty.window`. A task from a decision or a notice has no duty. */
export type Undone = { readonly duty: string | null; readonly title: Text; readonly window: string | null; readonly from: Day; readonly to: Day }

type Year = { readonly year: number; readonly today: Day; readonly undone: readonly Undone[] }

const PLANNED = 'plan.tasks.planned'
const unique = (names: readonly string[]): string[] => [...new Set(names)]
const backed = (clause: Clause, values: ReadonlyMap<string, FigureValue>): boolean =>
  figuresOfClause(clause).every(id => (values.get(id)?.value ?? 0) > 0)

/** A clause's task names a duty, or one window of it. */
const belongs = (task: Undone, key: string): boolean => key === task.duty || key === `${task.duty}.${task.window ?? ''}`

/**
 * What the year owes, by name. `missing`: nothing recorded at all. `unfinished`: recorded in part, yet the task is open.
 * A task whose window has not ended is no shortcoming yet. Where a plan exists it decides; without one, a year that is over
 * owes whatever the template would have told and no record tells.
 */
export function shortcomingNames(template: Template, values: ReadonlyMap<string, FigureValue>, { year, today, undone }: Year): { missing: string[]; unfinished: string[] } {
  const late = undone.filter(task => task.to < today)
  const clauses = template.sections.flatMap(section => section.paragraphs.flatMap(part => part.sentences.flatMap(sentence => sentence.clauses)))
    .filter(clause => clause.absent)
  const recorded = clauses.filter(clause => backed(clause, values))
  const absent = clauses.filter(clause => !backed(clause, values))
  const hasPlan = (values.get(PLANNED)?.value ?? 0) > 0
  const yearIsOver = `${year}-12-31` < today
  const owed = absent.filter(({ absent: lack }) =>
    (hasPlan && lack!.task !== undefined ? late.some(task => belongs(task, lack!.task!)) : yearIsOver && !undone.some(task => task.to >= today && belongs(task, lack!.task ?? ''))))
  const nameless = late.filter(task => !owed.some(clause => clause.absent!.task !== undefined && belongs(task, clause.absent!.task)))
  // Only a clause of this very window shows that the task was begun: another window's records say nothing about it.
  const isRecorded = (task: Undone) => recorded.some(clause => clause.absent!.task === `${task.duty}.${task.window ?? ''}`)
  return {
    missing: unique([...owed.map(clause => clause.absent!.name), ...nameless.filter(task => !isRecorded(task)).map(task => task.title.zh)]),
    unfinished: unique(nameless.filter(isRecorded).map(task => task.title.zh)),
  }
}
