import type { Figure, Unit } from '../figures/figures.ts'
import { CATEGORY_NAMES } from '../roster/kinds.ts'
import { FESTIVAL_NAMES, FESTIVALS, type Festival } from './visits.ts'

/** What the opened page shows of a visit. Names of those visited are masked to the surname; $5 is the categories' names. */
const DETAIL = `json_build_object(
    '户主', left(v.head, 1) || '某', '村', coalesce(p.name, v.place_code), '身份类别', coalesce($5::jsonb ->> v.category, v.category),
    '走访人', array_to_string(v.visitors, '、'), '慰问单位', v.giver, '日期', v.visited_on::text,
    '慰问金', trim(trailing '.' FROM trim(trailing '0' FROM (v.cash_fen / 100.0)::numeric(16, 2)::text)) || '元',
    '慰问品', (SELECT string_agg(g ->> 'name', '、') FROM jsonb_array_elements(v.goods) g),
    '签收', CASE WHEN v.signed_by IS NULL THEN NULL ELSE left(v.signed_by, 1) || '某' END,
    '凭证', v.voucher, '资金', f.name, '佐证份数', e.number, '佐证', e.ids, '走访轮次', r.name)`

const FROM = `FROM visit v
  JOIN visit_round r ON r.county_code = v.county_code AND r.id = v.round
  LEFT JOIN place p ON p.county_code = v.county_code AND p.place_code = v.place_code
  LEFT JOIN fund f ON f.county_code = r.county_code AND f.id = coalesce(v.fund, r.fund)
  LEFT JOIN LATERAL (SELECT count(*) AS number, string_agg(id::text, ',' ORDER BY id) AS ids FROM evidence
    WHERE county_code = v.county_code AND subject_kind = 'visit' AND subject = v.id::text) e ON true
  WHERE v.county_code = $1 AND starts_with(v.place_code, $2) AND v.visited_on BETWEEN $3::date AND $4::date AND v.withdrawn_at IS NULL`

const COLUMNS = `v.visited_on AS happened_on, v.place_code, '慰问' || left(v.head, 1) || '某家' AS title, ${DETAIL} AS detail`

/** One record for each household, however many rounds came to it. */
const households = (festival: Festival): string =>
  `SELECT DISTINCT ON (coalesce(v.household, v.person)) v.id::text AS record, 1::bigint AS value, ${COLUMNS} ${FROM} AND r.festival = '${festival}'
   ORDER BY coalesce(v.household, v.person), v.visited_on, v.id`

const amounts = (festival: Festival, column: 'cash_fen' | 'goods_fen'): string =>
  `SELECT v.id::text AS record, v.${column} AS value, ${COLUMNS} ${FROM} AND r.festival = '${festival}' AND v.${column} > 0`

const words = Object.values(CATEGORY_NAMES)
const parameters = [JSON.stringify(Object.fromEntries(Object.entries(CATEGORY_NAMES).map(([id, name]) => [id, name.zh])))]

function festivalFigures(festival: Festival): Figure[] {
  const { zh, en } = FESTIVAL_NAMES[festival]
  const figure = (suffix: string, unit: Unit, name: string, nameEn: string, sentence: string, sentenceEn: string, records: string): Figure => ({
    id: `visits.${festival}.${suffix}`, name: { zh: `${zh}${name}`, en: `${en}: ${nameEn}` }, unit, records, parameters, words,
    sentence: { zh: `${zh}期间${sentence}`, en: `${sentenceEn} at ${en}` },
  })
  return [
    figure('households', '户', '慰问户数', 'households visited', '慰问优抚对象{}户', '{} households of entitled persons were visited', households(festival)),
    figure('cash', 'fen', '慰问金', 'cash given', '发放慰问金{}元', '{} yuan were given', amounts(festival, 'cash_fen')),
    figure('goods', 'fen', '慰问品价值', 'goods given', '发放价值{}元的慰问品', 'Goods worth {} yuan were given', amounts(festival, 'goods_fen')),
  ]
}

const homes: Figure = {
  id: 'visits.homes', name: { zh: '走访慰问户次', en: 'Visits to homes' }, unit: '户次',
  sentence: { zh: '全年走访慰问优抚对象{}户次', en: '{} visits were made to homes in the year' },
  records: `SELECT v.id::text AS record, 1::bigint AS value, ${COLUMNS} ${FROM}`, parameters, words,
}

/** A visit to a household in the year. */
const VISITED = `FROM visit v WHERE v.county_code = h.county_code AND v.household = h.id AND v.visited_on BETWEEN $3::date AND $4::date AND v.withdrawn_at IS NULL`

/** Households with a living person of a regular identity on the last day of the period, as the rounds look for them (visits/store.ts). */
const entitledHomes = (condition: string): string =>
  `SELECT h.id::text AS record, 1::bigint AS value, coalesce((SELECT max(v.visited_on) ${VISITED}), e.started_on) AS happened_on, h.place_code, left(h.head, 1) || '某家' AS title,
     json_build_object('身份类别', e.categories, '走访次数', (SELECT count(*) ${VISITED}), '最近走访', (SELECT max(v.visited_on) ${VISITED})) AS detail
   FROM household h JOIN (SELECT p.household, min(c.started_on) AS started_on, string_agg(DISTINCT coalesce($5::jsonb ->> c.category, c.category), '、') AS categories
     FROM person_category c JOIN person p ON p.county_code = c.county_code AND p.id = c.person
     WHERE c.county_code = $1 AND p.household IS NOT NULL AND (p.died_on IS NULL OR p.died_on > $4::date) AND c.category NOT IN ('veteran', 'serving-family')
       AND c.started_on <= $4::date AND (c.ended_on IS NULL OR c.ended_on >= $4::date)
     GROUP BY p.household) e ON e.household = h.id
   WHERE h.county_code = $1 AND starts_with(h.place_code, $2) AND ${condition}`

const coverage: readonly Figure[] = [
  {
    id: 'visits.entitled-homes', name: { zh: '优抚对象家庭', en: 'Entitled households' }, unit: '户', records: entitledHomes('true'), parameters, words,
    sentence: { zh: '年末有优抚对象家庭{}户', en: '{} households had an entitled person at the end of the year' },
  },
  {
    id: 'visits.entitled-homes.reached', name: { zh: '走访到的优抚对象家庭', en: 'Entitled households visited' }, unit: '户', records: entitledHomes(`EXISTS (SELECT 1 ${VISITED})`), parameters, words,
    sentence: { zh: '全年走访到优抚对象家庭{}户', en: '{} households with an entitled person were visited in the year' },
  },
]

/** What the holiday rounds can vouch for. */
export const figures: readonly Figure[] = [...FESTIVALS.flatMap(festivalFigures), homes, ...coverage]
