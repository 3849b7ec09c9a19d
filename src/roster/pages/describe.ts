import type { Text } from '../../base/result.ts'
import { categoryName, FACT_KIND_NAMES, type FactKind } from '../kinds.ts'

type Fields = Readonly<Record<string, unknown>>
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {})
const join = (parts: readonly (Text | undefined)[]): Text => {
  const there = parts.filter(part => part !== undefined)
  return { zh: there.map(part => part.zh).join('，'), en: there.map(part => part.en).join(', ') }
}
const words = (table: Readonly<Record<string, Text>>, key: unknown): Text | undefined =>
  (key === null || key === undefined ? undefined : table[String(key)] ?? { zh: String(key), en: String(key) })

const CAUSES: Readonly<Record<string, Text>> = {
  war: { zh: '因战', en: 'in war' }, duty: { zh: '因公', en: 'on duty' }, illness: { zh: '因病', en: 'by illness' },
}
const RELATIONS: Readonly<Record<string, Text>> = {
  parent: { zh: '父母', en: 'parent' }, spouse: { zh: '配偶', en: 'spouse' }, child: { zh: '子女', en: 'child' }, sibling: { zh: '兄弟姐妹', en: 'sibling' },
}
const LEFT_REASONS: Readonly<Record<string, Text>> = {
  term: { zh: '服役期满', en: 'term served' }, early: { zh: '提前退役', en: 'early discharge' }, officer: { zh: '提干', en: 'made an officer' },
  academy: { zh: '入军校', en: 'to an academy' }, 'early-nco': { zh: '提前选改军士', en: 'early selection as NCO' }, fraud: { zh: '隐瞒入伍', en: 'enlisted by fraud' },
  removed: { zh: '除名', en: 'removed' }, expelled: { zh: '开除军籍', en: 'expelled' },
}
const AREAS: Readonly<Record<string, Text>> = { ordinary: { zh: '一般地区', en: 'ordinary area' }, plateau: { zh: '高原', en: 'plateau' }, tibet: { zh: '西藏', en: 'Tibet' } }
const DEATHS: Readonly<Record<string, Text>> = { illness: { zh: '因病', en: 'of illness' }, 'old-wound': { zh: '旧伤复发', en: 'of an old wound' }, other: { zh: '其他', en: 'other cause' } }
const DECIDERS: Readonly<Record<string, Text>> = { province: { zh: '省', en: 'province' }, prefecture: { zh: '市', en: 'prefecture' }, county: { zh: '县', en: 'county' }, other: { zh: '其他', en: 'other' } }
const MERITS: Readonly<Record<string, Text>> = {
  'first-class': { zh: '一等功', en: 'first-class merit' }, 'second-class': { zh: '二等功', en: 'second-class merit' }, 'third-class': { zh: '三等功', en: 'third-class merit' },
  'honorary-title': { zh: '荣誉称号', en: 'honorary title' }, 'four-haves': { zh: '“四有”优秀', en: '“four haves” award' },
}
const HUKOU: Readonly<Record<string, Text>> = { rural: { zh: '农村', en: 'rural' }, urban: { zh: '城镇', en: 'urban' } }

const dated = (zh: string, en: string, day: unknown): Text | undefined => (typeof day === 'string' ? { zh: `${zh} ${day}`, en: `${en} ${day}` } : undefined)

function identity(fields: Fields): Text {
  const grade = typeof fields['grade'] === 'number' ? { zh: `${fields['grade']} 级`, en: `grade ${fields['grade']}` } : undefined
  return join([
    categoryName(String(fields['category'])), words(CAUSES, fields['cause']), grade, words(RELATIONS, fields['relation']),
    dated('批准', 'approved', fields['approved_on']), dated('批准入伍', 'enlistment approved', fields['enlistment_approved_on']),
    dated('入伍', 'enlisted', fields['enlisted_on']), dated('退役', 'discharged', fields['discharged_on']),
    fields['area'] === 'ordinary' ? undefined : words(AREAS, fields['area']), dated('离队', 'left', fields['left_on']), words(LEFT_REASONS, fields['left_reason']),
    dated('终止', 'ended', fields['ended_on']),
  ])
}

const PLAIN: Readonly<Record<string, Text>> = { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } }

const span = (value: unknown): Text => {
  const fields = fieldsOf(value)
  return { zh: `${String(fields['from'])} 至 ${String(fields['to'] ?? '今')}`, en: `${String(fields['from'])} to ${String(fields['to'] ?? 'now')}` }
}

/** Fields of no known name, as they are: nothing that is kept stays unseen. */
const rest = (value: unknown): Text => {
  const text = typeof value === 'object' && value !== null
    ? Object.entries(value).filter(([, each]) => each !== null && each !== '').map(([key, each]) => `${key}: ${typeof each === 'object' ? JSON.stringify(each) : String(each)}`).join('; ')
    : String(value ?? '')
  return { zh: text, en: text }
}

const SENTENCES: Partial<Record<FactKind, (value: unknown) => Text>> = {
  identity: value => identity(fieldsOf(value)),
  person: value => {
    const fields = fieldsOf(value)
    return join([dated('出生', 'born', fields['born']), dated('去世', 'died', fields['died']), words(DEATHS, fields['death_cause'])])
  },
  hukou: value => words(HUKOU, typeof value === 'string' ? value : fieldsOf(value)['hukou']) ?? rest(value),
  merit: value => join([words(MERITS, fieldsOf(value)['level']), dated('于', 'on', fieldsOf(value)['on'])]),
  hukou_move: value => {
    const fields = fieldsOf(value)
    return { zh: `${String(fields['on'])} 由 ${String(fields['from_county'])} 迁至 ${String(fields['to_county'])}`, en: `${String(fields['on'])} from ${String(fields['from_county'])} to ${String(fields['to_county'])}` }
  },
  suspended: value => join([span(value), words(DECIDERS, fieldsOf(value)['decided_by']), words({}, fieldsOf(value)['document'])]),
  draws_employee_pension: value => (Array.isArray(value) ? join(value.map(span)) : words(PLAIN, value) ?? rest(value)),
  note: value => (typeof value === 'string' ? { zh: value, en: value } : rest(fieldsOf(value)['text'] ?? value)),
}

/** What a fact says, in a line that an official would write. */
export function describeFact(kind: FactKind, value: unknown): Text {
  if (value === null || value === undefined) return { zh: '撤回', en: 'withdrawn' }
  return SENTENCES[kind]?.(value) ?? rest(value)
}

export const kindName = (kind: FactKind): Text => FACT_KIND_NAMES[kind] ?? { zh: kind, en: kind }
