import type { Figure } from '../figures/figures.ts'
import { PROVES } from './store.ts'

const proof = `(SELECT min(p.happened_on) FROM progress p WHERE ${PROVES})`

/** The day it is: that of the county's latest entry in the journal, where every sign-in stands. A figure has no clock of its own. */
const today = `(SELECT (at AT TIME ZONE 'Asia/Shanghai')::date FROM journal WHERE county_code = $1 ORDER BY number DESC LIMIT 1)`

/** One row for each task of the year; `$4` is the year's last day. Dropped tasks are not planned any more. */
const tasks = (where: string) => `SELECT * FROM (
    SELECT t.id::text AS record, 1::bigint AS value, t.to_day AS happened_on, t.place_code, t.title->>'zh' AS title,
      json_build_object('开始', t.from_day, '截止', t.to_day, '办结', ${proof}, '责任人', t.owner_name) AS detail
    FROM task t
    WHERE t.county_code = $1 AND t.place_code LIKE $2 || '%' AND t.year = extract(year FROM $3::date)
      AND t.to_day BETWEEN $3 AND $4 AND t.dropped_on IS NULL) task
  WHERE ${where}`

export const figures: readonly Figure[] = [
  {
    id: 'plan.tasks.planned', name: { zh: '计划任务', en: 'Planned tasks' }, unit: '项',
    sentence: { zh: '全年安排任务{}项', en: '{} tasks were planned' }, records: tasks('true'),
  },
  {
    id: 'plan.tasks.done', name: { zh: '办结任务', en: 'Tasks done' }, unit: '项',
    sentence: { zh: '已办结任务{}项', en: '{} tasks were done' }, records: tasks(`detail->>'办结' IS NOT NULL`),
  },
  {
    id: 'plan.tasks.open', name: { zh: '未到期任务', en: 'Tasks not due yet' }, unit: '项',
    sentence: { zh: '尚有{}项任务未到期', en: '{} tasks are not due yet' }, records: tasks(`detail->>'办结' IS NULL AND happened_on >= ${today}`),
  },
  {
    id: 'plan.tasks.overdue', name: { zh: '逾期任务', en: 'Overdue tasks' }, unit: '项',
    sentence: { zh: '逾期未办结任务{}项', en: '{} tasks are overdue' }, records: tasks(`detail->>'办结' IS NULL AND happened_on < ${today}`),
  },
]
