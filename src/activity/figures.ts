import { join } from 'node:path'
import type { Figure } from '../figures/figures.ts'
import { figureId, partsOf, wordsOfKind, type Field, type Kind } from './kinds.ts'
import { loadKinds } from './load.ts'

/** A text of our own data files as an SQL literal. */
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

type Where = 'fields' | 'parties'
const listOf = (where: Where, id: string): string => `jsonb_array_elements_text(coalesce(a.${where} -> ${literal(id)}, '[]'::jsonb))`

/** People show as their surnames alone, households as that of their head. */
const SHOWN_NAME = { households: `left(t.head, 1) || '某家'`, persons: `left(t.name, 1) || '某'`, places: 't.name' } as const
const SHOWN_FROM = { households: 'household t ON t.id::text = m', persons: 'person t ON t.id::text = m', places: 'place t ON t.place_code = m' } as const

/** The expression that shows a field's value on the opened page. */
function shown(field: Field, where: Where): string {
  const value = `(a.${where} ->> ${literal(field.id)})`
  switch (field.kind) {
    case 'text': case 'paragraph': case 'day': return value
    case 'number': return field.unit ? `${value} || ${literal(field.unit)}` : value
    case 'money': return `trim(trailing '.' FROM trim(trailing '0' FROM (${value}::bigint / 100.0)::numeric(16, 2)::text)) || '元'`
    case 'yes-no': return `CASE ${value} WHEN 'true' THEN '是' WHEN 'false' THEN '否' END`
    case 'choice': return `CASE ${value} ${(field.choices ?? []).map(choice => `WHEN ${literal(choice.id)} THEN ${literal(choice.name.zh)}`).join(' ')} END`
    case 'names': return `(SELECT string_agg(m, '、') FROM ${listOf(where, field.id)} m)`
    case 'people': return `(SELECT string_agg(left(m, 1) || '某', '、') FROM ${listOf(where, field.id)} m)`
    default:
      return `(SELECT string_agg(${SHOWN_NAME[field.kind]}, '、') FROM ${listOf(where, field.id)} m
        JOIN ${SHOWN_FROM[field.kind]} AND t.county_code = a.county_code)`
  }
}

function detail(kind: Kind): string {
  const rows = (['fields', 'parties'] as const).flatMap(where => kind[where].map(field => `${literal(field.name.zh)}, ${shown(field, where)}`))
  return `json_build_object('日期', a.held_on::text, '地点', coalesce(p.name, a.place_code), ${rows.join(', ')}, '佐证份数', e.number, '佐证', e.ids)`
}

const FROM = `FROM activity a
  LEFT JOIN place p ON p.county_code = a.county_code AND p.place_code = a.place_code
  LEFT JOIN LATERAL (SELECT count(*) AS number, string_agg(id::text, ',' ORDER BY id) AS ids FROM evidence
    WHERE county_code = a.county_code AND subject_kind = 'activity' AND subject = a.id::text) e ON true`
const WHERE = `a.county_code = $1 AND starts_with(a.place_code, $2) AND a.held_on BETWEEN $3::date AND $4::date AND a.withdrawn_at IS NULL AND a.kind = $5`

/** One record for each activity, of the value; those that add nothing are left out. */
const perActivity = (kind: Kind, value: string): string =>
  `SELECT a.id::text AS record, ${value} AS value, a.held_on AS happened_on, a.place_code, coalesce(a.fields ->> 'title', ${literal(kind.name.zh)}) AS title,
     ${detail(kind)} AS detail ${FROM} WHERE ${WHERE} AND ${value} > 0`

/** One record for each member of a list, however often it is named in the year. */
const perMember = (kind: Kind, part: Field, where: Where): string => {
  const join = part.kind === 'names' || part.kind === 'people' ? undefined : part.kind as keyof typeof SHOWN_FROM
  const name = join ? SHOWN_NAME[join] : part.kind === 'people' ? `left(m, 1) || '某'` : 'm'
  return `SELECT DISTINCT ON (m) a.id::text || ':' || m AS record, 1::bigint AS value, a.held_on AS happened_on, a.place_code, coalesce(${name}, '') AS title,
     ${detail(kind)} AS detail ${FROM} CROSS JOIN LATERAL ${listOf(where, part.id)} m
     ${join ? `LEFT JOIN ${SHOWN_FROM[join]} AND t.county_code = a.county_code` : ''} WHERE ${WHERE} ORDER BY m, a.held_on, a.id`
}

function recordsOf(kind: Kind, value: Kind['figures'][number]['value']): string {
  if (value === 'count') return perActivity(kind, '1::bigint')
  const whereIs = (id: string): Where => (kind.fields.some(field => field.id === id) ? 'fields' : 'parties')
  if ('sum' in value) return perActivity(kind, `coalesce((a.fields ->> ${literal(value.sum)})::bigint, 0)`)
  if ('size' in value) return perActivity(kind, `jsonb_array_length(coalesce(a.${whereIs(value.size)} -> ${literal(value.size)}, '[]'::jsonb))::bigint`)
  const part = partsOf(kind).find(candidate => candidate.id === value.each)
  if (!part) throw new Error(`${kind.id}: no list ${value.each}`)
  return perMember(kind, part, whereIs(part.id))
}

const figuresOf = (kind: Kind): Figure[] =>
  kind.figures.map(({ suffix, unit, value, name, sentence }) => ({
    id: figureId(kind.id, suffix), name, unit, sentence, records: recordsOf(kind, value), parameters: [kind.id], words: wordsOfKind(kind).map(([, each]) => each.name),
  }))

/** What the kinds in activities/ under a root can vouch for. */
export const figures = (root: string): readonly Figure[] => loadKinds(join(root, 'activities')).flatMap(figuresOf)
