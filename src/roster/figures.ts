import type { Text } from '../base/result.ts'
import type { Figure } from '../figures/figures.ts'
import type { Category } from '../law/facts.ts'
import { STATE_RULES, STATES, WAY_RULES, type ConfirmationState } from './confirmation/confirmation.ts'
import { confirmationWindow } from './confirmation/load.ts'
import { ASKED } from './confirmation/store.ts'
import { CATEGORY_NAMES, ENTITLED_CATEGORIES } from './kinds.ts'

const chinese = (names: readonly (readonly [string, Text])[]): string => JSON.stringify(Object.fromEntries(names.map(([id, name]) => [id, name.zh])))

/** What people read for each category, as $6. */
const NAMES = chinese(Object.entries(CATEGORY_NAMES))

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

/** Who is to be confirmed in the year and is in one of the states of $8; $7 is what people read for categories, ways and states. */
const CONFIRMATIONS = `
  SELECT a.person::text AS record, 1::bigint AS value, coalesce((a.finding ->> 'on')::date, $4::date) AS happened_on, a.place_code, a.name AS title,
    json_build_object('身份', (SELECT string_agg($7::jsonb ->> c, '、') FROM unnest(a.categories) c), '确认情况', $7::jsonb ->> a.state,
      '确认方式', $7::jsonb ->> (a.finding ->> 'way'), '日期', a.finding ->> 'on', '登记人', a.finding ->> 'by',
      '佐证', (SELECT string_agg(e, ',') FROM jsonb_array_elements_text(a.finding -> 'evidence') e)) AS detail
  FROM (${ASKED}) a WHERE a.state = ANY($8::text[])`

const CONFIRMATION_NAMES = chinese([...Object.entries(CATEGORY_NAMES), ...Object.entries({ ...STATE_RULES, ...WAY_RULES }).map(([id, { name }]) => [id, name] as const)])

const WORDS = [...Object.values(CATEGORY_NAMES), ...Object.values({ ...STATE_RULES, ...WAY_RULES }).map(({ name }) => name)]

const confirmedIn = (states: readonly ConfirmationState[]) => [ENTITLED_CATEGORIES, confirmationWindow().from, CONFIRMATION_NAMES, states]

const ofCategory = (category: Category): Figure => ({
  id: `roster.category.${category}`, name: CATEGORY_NAMES[category], unit: '人', records: PERSONS, parameters: [[category], NAMES], words: WORDS,
  sentence: { zh: `年末在册${CATEGORY_NAMES[category].zh}{}人`, en: `{} on the roster at the end of the year: ${CATEGORY_NAMES[category].en}` },
})

/** What the roster can vouch for. */
export const figures: readonly Figure[] = [
  {
    id: 'roster.entitled', name: { zh: '优抚对象', en: 'Entitled persons' }, unit: '人', records: PERSONS, parameters: [ENTITLED_CATEGORIES, NAMES], words: WORDS,
    sentence: { zh: '年末在册优抚对象{}人', en: '{} entitled persons on the roster at the end of the year' },
  },
  {
    id: 'roster.conscript-families', name: { zh: '义务兵家庭', en: 'Conscripts’ families' }, unit: '户', records: CONSCRIPT_FAMILIES,
    sentence: { zh: '全年有义务兵家庭{}户', en: '{} conscripts’ families during the year' },
  },
  {
    id: 'roster.confirmation.confirmed', name: { zh: '年度确认已确认', en: 'Confirmed this year' }, unit: '人', records: CONFIRMATIONS, parameters: confirmedIn(['confirmed']), words: WORDS,
    sentence: { zh: '全年完成优抚对象年度确认{}人', en: '{} entitled persons were confirmed in the year' },
  },
  {
    id: 'roster.confirmation.outstanding', name: { zh: '年度确认未完成', en: 'Not confirmed yet' }, unit: '人', records: CONFIRMATIONS,
    parameters: confirmedIn(STATES.filter(state => !STATE_RULES[state].done)), words: WORDS,
    sentence: { zh: '尚有{}名优抚对象未完成年度确认', en: '{} entitled persons are not confirmed yet' },
  },
  ...ENTITLED_CATEGORIES.map(ofCategory),
]
