import type { Text } from '../base/result.ts'
import type { Figure } from '../figures/figures.ts'

/** Names of payees leave the program masked. */
const MASKED = `left(l.name, 1) || repeat('*', greatest(char_length(l.name) - 2, 1)) || CASE WHEN char_length(l.name) > 2 THEN right(l.name, 1) ELSE '' END`
const YUAN = (column: string) => `trim(trailing '.' FROM trim(trailing '0' FROM (${column} / 100.0)::numeric(16, 2)::text)) || '元'`

/** Lines that arrived in the year. */
const ARRIVED = `FROM payment_line l
  JOIN payment_run r ON r.county_code = l.county_code AND r.id = l.run
  LEFT JOIN place v ON v.county_code = l.county_code AND v.place_code = l.place_code
  WHERE l.county_code = $1 AND starts_with(l.place_code, $2) AND l.confirmed_on BETWEEN $3::date AND $4::date AND l.state = 'confirmed' AND l.benefit = $5`

const DETAIL = `json_build_object('姓名', max(${MASKED}), '村', max(coalesce(v.name, l.place_code)), '月份', min(l.period) || '至' || max(l.period), '笔数', count(*),
  '金额', ${YUAN('sum(l.amount_fen)')}, '依据', max(l.source || l.article), '批次', string_agg(DISTINCT r.year || '-' || lpad(r.number::text, 4, '0'), '、'))`

/** One record a person: what reached them of one benefit in the year. */
const byPerson = (value: string): string =>
  `SELECT l.person::text AS record, ${value} AS value, max(l.confirmed_on) AS happened_on, max(l.place_code) AS place_code,
     max(${MASKED}) || ' ' || ${YUAN('sum(l.amount_fen)')} AS title, ${DETAIL} AS detail ${ARRIVED} GROUP BY l.person`

/** One record a household; a person entered without one is their own. */
const BY_HOUSEHOLD = `SELECT coalesce(h.household, l.person)::text AS record, 1::bigint AS value, max(l.confirmed_on) AS happened_on, max(l.place_code) AS place_code,
     max(${MASKED}) || '家庭 ' || ${YUAN('sum(l.amount_fen)')} AS title, ${DETAIL} AS detail
   ${ARRIVED.replace('LEFT JOIN place v', 'LEFT JOIN person h ON h.county_code = l.county_code AND h.id = l.person LEFT JOIN place v')} GROUP BY coalesce(h.household, l.person)`

type Named = { readonly id: string; readonly name: Text }

function benefitFigures({ id: benefit, name: { zh, en: title } }: Named): Figure[] {
  const en = title.replace(/^./, first => first.toLowerCase())
  return [
    {
      id: `payment.${benefit}.paid`, name: { zh: `${zh}发放金额`, en: `${en}: paid` }, unit: 'fen', parameters: [benefit], records: byPerson('sum(l.amount_fen)::bigint'),
      sentence: { zh: `发放${zh}{}元`, en: `{} yuan of ${en} were paid` },
    },
    {
      id: `payment.${benefit}.persons`, name: { zh: `${zh}发放人数`, en: `${en}: people` }, unit: '人', parameters: [benefit], records: byPerson('1::bigint'),
      sentence: { zh: `为{}人发放${zh}`, en: `${en} was paid to {} people` },
    },
  ]
}

const households: Figure = {
  id: 'payment.conscript-family-allowance.households', name: { zh: '义务兵家庭优待金发放户数', en: 'Conscript family allowance: households' }, unit: '户',
  parameters: ['conscript-family-allowance'], records: BY_HOUSEHOLD,
  sentence: { zh: '为{}户义务兵家庭发放优待金', en: 'The conscript family allowance was paid to {} households' },
}

const returned: Figure = {
  id: 'payment.returned', name: { zh: '退票笔数', en: 'Payments returned' }, unit: '件',
  sentence: { zh: '处理银行退票{}件', en: '{} payments came back from the bank' },
  records: `SELECT s.serial AS record, 1::bigint AS value, s.settled_on AS happened_on, s.place_code, max(${MASKED}) || ' ' || ${YUAN('max(s.amount_fen)')} AS title,
      json_build_object('姓名', max(${MASKED}), '金额', ${YUAN('max(s.amount_fen)')}, '原因', max(s.failure), '流水号', s.serial, '现状', CASE max(l.state) WHEN 'confirmed' THEN '已重发到账' WHEN 'sent' THEN '已重发' ELSE '待重发' END) AS detail
    FROM payment_sending s JOIN payment_line l ON l.county_code = s.county_code AND l.run = s.run AND l.number = s.number
    WHERE s.county_code = $1 AND starts_with(s.place_code, $2) AND s.state = 'returned' AND s.settled_on BETWEEN $3::date AND $4::date
    GROUP BY s.serial, s.settled_on, s.place_code`,
}

/** One record a person: how many of the lines whose day came in the year are so. */
const ofDue = (which: string): string =>
  `SELECT l.person::text AS record, count(*)::bigint AS value, max(l.due_on) AS happened_on, max(l.place_code) AS place_code, max(${MASKED}) || ' ' || count(*) || '笔' AS title,
     json_build_object('姓名', max(${MASKED}), '月份', min(l.period) || '至' || max(l.period), '笔数', count(*), '金额', ${YUAN('sum(l.amount_fen)')},
       '最晚应发日', max(l.due_on), '最晚到账日', max(l.confirmed_on)) AS detail
   FROM payment_line l WHERE l.county_code = $1 AND starts_with(l.place_code, $2) AND l.due_on BETWEEN $3::date AND $4::date AND l.state NOT IN ('open', 'discarded')${which}
   GROUP BY l.person`

/** Lines against the day by which they had to arrive. What was never approved is on the proof board: it has no line. */
const onTime: readonly Figure[] = [
  { id: 'payment.due', name: { zh: '应到账笔数', en: 'Payments due' }, unit: '笔', sentence: { zh: '当年应到账{}笔', en: '{} payments were due in the year' }, records: ofDue('') },
  {
    id: 'payment.on-time', name: { zh: '按时足额到账笔数', en: 'Payments on time' }, unit: '笔', sentence: { zh: '按时足额到账{}笔', en: '{} payments arrived whole and on time' },
    records: ofDue(` AND l.state = 'confirmed' AND l.confirmed_on <= l.due_on`),
  },
  { id: 'payment.late', name: { zh: '逾期到账笔数', en: 'Payments late' }, unit: '笔', sentence: { zh: '逾期到账{}笔', en: '{} payments arrived late' }, records: ofDue(` AND l.state = 'confirmed' AND l.confirmed_on > l.due_on`) },
]

/** What payment can vouch for: only money that arrived counts, in the year in which it arrived. */
export const figures = (benefits: Iterable<Named>): readonly Figure[] => [...[...benefits].flatMap(benefitFigures), households, ...onTime, returned]
