import type { Figure } from '../figures/figures.ts'

const WITHIN = `n.county_code = $1 AND starts_with(n.place_code, $2)`

/** What disclosure can vouch for: lists that hung, and objections that were answered. */
export const figures: readonly Figure[] = [
  {
    id: 'disclosure.notices', name: { zh: '公示', en: 'Public notices' }, unit: '次',
    sentence: { zh: '组织公示{}次', en: '{} public notices were published' },
    records: `SELECT n.id::text AS record, 1::bigint AS value, n.published_on AS happened_on, n.place_code, n.title,
        json_build_object('行数', n.row_count, '公示到', n.ends_on, '撤下', n.taken_down_on, '异议', (SELECT count(*) FROM disclosure_objection o
          WHERE o.county_code = n.county_code AND o.notice = n.id), '校验值', left(n.content_hash, 12)) AS detail
      FROM disclosure_notice n WHERE ${WITHIN} AND n.state IN ('published', 'ended') AND n.published_on BETWEEN $3::date AND $4::date`,
  },
  {
    id: 'disclosure.objections', name: { zh: '公示异议答复', en: 'Objections answered' }, unit: '件',
    sentence: { zh: '核实答复公示异议{}件', en: '{} objections to public notices were examined and answered' },
    records: `SELECT o.id::text AS record, 1::bigint AS value, o.answered_on AS happened_on, o.place_code, n.title,
        json_build_object('提出', o.raised_on, '结果', CASE o.result WHEN 'upheld' THEN '成立' ELSE '不成立' END, '答复人', o.answered_by_name) AS detail
      FROM disclosure_notice n JOIN disclosure_objection o ON o.county_code = n.county_code AND o.notice = n.id
      WHERE ${WITHIN} AND o.answered_on BETWEEN $3::date AND $4::date`,
  },
]
