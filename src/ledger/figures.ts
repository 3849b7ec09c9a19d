import type { Figure } from '../figures/figures.ts'
import { LEVELS, type FundLevel } from './ledger.ts'
import { FUND_PURPOSES, LEVEL_NAMES } from './words.ts'

const YUAN = (column: string) => `trim(trailing '.' FROM trim(trailing '0' FROM (${column} / 100.0)::numeric(16, 2)::text)) || '元'`

/** Movements of funds' own accounts in the year, of the places asked for. */
const MOVED = `FROM posting p JOIN fund f ON f.county_code = p.county_code AND f.id = p.fund
  WHERE p.county_code = $1 AND starts_with(p.place_code, $2) AND p.posted_on BETWEEN $3::date AND $4::date AND (p.debit LIKE 'fund:%' OR p.credit LIKE 'fund:%')`
const SIGN = `CASE WHEN p.debit LIKE 'fund:%' THEN 1 ELSE -1 END`

const movement = (value: string, condition: string): string =>
  `SELECT p.key AS record, ${value} AS value, p.posted_on AS happened_on, p.place_code, f.name || ' ' || ${YUAN('p.amount_fen')} AS title,
     json_build_object('资金', f.name, '资金来源', f.source, '文件、事由', p.memo, '金额', ${YUAN(value)}, '日期', p.posted_on::text) AS detail ${MOVED} AND ${condition}`

const received = (level: FundLevel): Figure => {
  const { zh, en } = LEVEL_NAMES[level]
  return {
    id: `ledger.received.${level}`, unit: 'fen', parameters: [level], name: { zh: `收到${zh}资金`, en: `${en} money received` },
    sentence: { zh: `收到${zh}资金{}元`, en: `{} yuan of ${en.toLowerCase()} money were received` },
    records: movement(`${SIGN} * p.amount_fen`, `'grant' IN (p.debit, p.credit) AND f.level = $5`),
  }
}

/** What each purpose cost a fund, less what came back; goods count when they are bought, and once more by what was given, as figures of their own. */
const SPENT_ON = {
  benefits: `NOT ARRAY[p.debit, p.credit] && ARRAY['grant', 'transfer', 'expense:condolence', 'expense:hardship'] AND p.debit || p.credit !~ 'stock:'`,
  condolence: `'expense:condolence' IN (p.debit, p.credit)`,
  hardship: `'expense:hardship' IN (p.debit, p.credit)`,
} as const

const spent = (purpose: keyof typeof SPENT_ON): Figure => {
  const { zh, en } = FUND_PURPOSES[purpose]
  return {
    id: `ledger.spent.${purpose}`, unit: 'fen', name: { zh: `${zh}列支`, en: `${en}: spent` },
    sentence: { zh: `${zh}列支{}元`, en: `{} yuan were spent on ${en.toLowerCase()}` }, records: movement(`-${SIGN} * p.amount_fen`, SPENT_ON[purpose]),
  }
}

/** Goods given to people, less what came back into the store. */
const given = (value: string): string =>
  `SELECT p.key AS record, ${value} AS value, p.posted_on AS happened_on, p.place_code, i.name || ' ' || abs(m.quantity_change) || i.unit AS title,
     json_build_object('物品', i.name, '数量', -m.quantity_change || i.unit, '单价', ${YUAN('i.unit_price_fen')}, '价值', ${YUAN('p.amount_fen')},
       '资金', f.name, '事由', p.memo, '日期', p.posted_on::text) AS detail
   FROM stock_movement m JOIN posting p ON p.county_code = m.county_code AND p.key = m.posting
   JOIN stock_item i ON i.county_code = m.county_code AND i.id = m.item JOIN fund f ON f.county_code = i.county_code AND f.id = i.fund
   WHERE m.county_code = $1 AND starts_with(p.place_code, $2) AND p.posted_on BETWEEN $3::date AND $4::date AND m.kind IN ('given', 'returned')`

const goods: readonly Figure[] = [
  {
    id: 'ledger.goods.value', unit: 'fen', name: { zh: '库存慰问品发放价值', en: 'Goods out of the store: value' },
    sentence: { zh: '从库存发放价值{}元的慰问品', en: 'Goods worth {} yuan were given out of the store' }, records: given(`-sign(m.quantity_change)::bigint * m.amount_fen`),
  },
  {
    id: 'ledger.goods.pieces', unit: '件', name: { zh: '库存慰问品发放件数', en: 'Goods out of the store: pieces' },
    sentence: { zh: '从库存发放慰问品{}件', en: '{} pieces were given out of the store' }, records: given('-m.quantity_change::bigint'),
  },
]

/** One record a fund: what it held when the year ended. */
const closing: Figure = {
  id: 'ledger.closing', unit: 'fen', name: { zh: '双拥资金年末结余', en: 'Funds: balance at the end' },
  sentence: { zh: '年末资金结余{}元', en: '{} yuan were left in the funds at the end of the year' },
  records: `SELECT f.id::text AS record, sum(${SIGN} * p.amount_fen)::bigint AS value, greatest(max(p.posted_on), $3::date) AS happened_on, f.place_code, f.name AS title,
      json_build_object('资金', f.name, '资金来源', f.source, '年度', f.year, '结余', ${YUAN(`sum(${SIGN} * p.amount_fen)`)}) AS detail
    FROM fund f JOIN posting p ON p.county_code = f.county_code AND p.fund = f.id AND (p.debit LIKE 'fund:%' OR p.credit LIKE 'fund:%')
    WHERE f.county_code = $1 AND starts_with(f.place_code, $2) AND p.posted_on <= $4::date
    GROUP BY f.id, f.name, f.source, f.year, f.place_code HAVING sum(${SIGN} * p.amount_fen) <> 0`,
}

const PURPOSES = Object.keys(SPENT_ON) as (keyof typeof SPENT_ON)[] // the table's own keys

/** What the funds can vouch for: what came in by level, what it went to, the goods given, what is left. */
export const figures: readonly Figure[] = [...LEVELS.map(received), ...PURPOSES.map(spent), ...goods, closing]
