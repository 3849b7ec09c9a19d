import type { Figure } from '../figures/figures.ts'
import { CATEGORY_NAMES, ENTITLED_CATEGORIES } from './kinds.ts'
import type { Category } from '../law/facts.ts'

/** What people read for each category, as $6. */
const NAMES = JSON.stringify(Object.fromEntries(Object.entries(CATEGORY_NAMES).map(([id, name]) => [id, name.zh])))

/** Persons of any of the categories ($5) on the last day of the period, the living alone, each once. */
const PERSONS = `
  SELECT p.id::text AS record, 1::bigint AS value, min(c.started_on) AS happened_on, p.place_code, p.name AS title,
    json_build_object('身份', string_agg($6::jsonb ->> c.category, '、' ORDER BY c.category), '出生日期', p.born) AS detail
  FROM person_category c JOIN person p ON p.county_code = c.county_code AND p.id = c.person
  WHERE c.county_code = $1 AND starts_with(p.place_code, $2) AND c.category = ANY($5::text[])
    AND c.started_on <= $4::date AND (c.ended_on IS NULL OR c.ended_on >= $4::date) AND (p.died_on IS NULL OR p.died_on > $4::date)
    AND $3::date IS NOT NULL
  GROUP BY p.county_code, p.id, p.place_code, p.name, p.born`

/** Households with a conscript who served on a day of the period; one conscript stands for one household. */
const CONSCRIPT_FAMILIES = `
  SELECT coalesce(p.household, p.id)::text AS record, 1::bigint AS value, min(c.started_on) AS happened_on, min(p.place_code) AS place_code,
    coalesce(min(h.head), min(p.name)) AS title, json_build_object('义务兵', string_agg(p.name, '、' ORDER BY p.name)) AS detail
  FROM person_category c JOIN person p ON p.county_code = c.county_code AND p.id = c.person
  LEFT JOIN household h ON h.county_code = p.county_code AND h.id = p.household
  WHERE c.county_code = $1 AND starts_with(p.place_code, $2) AND c.category = 'conscript-family'
    AND c.started_on <= $4::date AND (c.ended_on IS NULL OR c.ended_on >= $3::date)
  GROUP BY coalesce(p.household, p.id)`

const ofCategory = (category: Category): Figure => ({
  id: `roster.category.${category}`, name: CATEGORY_NAMES[category], unit: '人', records: PERSONS, parameters: [[category], NAMES],
  sentence: { zh: `年末在册${CATEGORY_NAMES[category].zh}{}人`, en: `{} on the roster at the end of the year: ${CATEGORY_NAMES[category].en}` },
})

/** What the roster can vouch for. */
export const figures: readonly Figure[] = [
  {
    id: 'roster.entitled', name: { zh: '优抚对象', en: 'Entitled persons' }, unit: '人', records: PERSONS, parameters: [ENTITLED_CATEGORIES, NAMES],
    sentence: { zh: '年末在册优抚对象{}人', en: '{} entitled persons on the roster at the end of the year' },
  },
  {
    id: 'roster.conscript-families', name: { zh: '义务兵家庭', en: 'Conscripts’ families' }, unit: '户', records: CONSCRIPT_FAMILIES,
    sentence: { zh: '全年有义务兵家庭{}户', en: '{} conscripts’ families during the year' },
  },
  ...ENTITLED_CATEGORIES.map(ofCategory),
]
