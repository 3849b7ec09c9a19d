import type { Figure } from '../figures/figures.ts'

const WITHIN = `county_code = $1 AND place_code LIKE $2 || '%'`

export const figures: readonly Figure[] = [
  {
    id: 'organization.meetings', name: { zh: '领导小组会议', en: 'Meetings of the leading group' }, unit: '次',
    sentence: { zh: '召开双拥工作领导小组会议{}次', en: 'The leading group met {} times' },
    records: `SELECT id::text AS record, 1::bigint AS value, held_on AS happened_on, place_code, topic AS title,
        json_build_object('主持', chair, '到会', jsonb_array_length(attendees), '缺席', jsonb_array_length(absent),
          '决定', (SELECT count(*) FROM decision d WHERE d.county_code = m.county_code AND d.meeting = m.id),
          '佐证份数', (SELECT count(*) FROM evidence e
            WHERE e.county_code = m.county_code AND e.subject = m.id::text AND e.subject_kind = 'organization.meeting')) AS detail
      FROM meeting m WHERE ${WITHIN} AND held_on BETWEEN $3 AND $4 AND withdrawn_at IS NULL`,
  },
  {
    id: 'organization.members', name: { zh: '领导小组成员', en: 'Members of the leading group' }, unit: '人',
    sentence: { zh: '领导小组现有成员{}人', en: 'The leading group has {} members' },
    // Who is a member on the year's last day; a person in two groups is two members.
    records: `SELECT id::text AS record, 1::bigint AS value, greatest(from_day, $3::date) AS happened_on, place_code, name AS title,
        json_build_object('单位及职务', office, '组内职务', CASE role WHEN 'head' THEN '组长' WHEN 'deputy' THEN '副组长' WHEN 'office-director' THEN '办公室主任' ELSE '成员' END,
          '任职自', from_day) AS detail
      FROM group_member WHERE ${WITHIN} AND from_day <= $4 AND (to_day IS NULL OR to_day >= $4)`,
  },
  {
    id: 'organization.decisions', name: { zh: '会议决定事项', en: 'Decisions of meetings' }, unit: '项',
    sentence: { zh: '会议议定事项{}项', en: 'Meetings decided {} matters' },
    records: `SELECT d.id::text AS record, 1::bigint AS value, m.held_on AS happened_on, d.place_code, d.text AS title,
        json_build_object('会议', m.topic, '责任人', d.owner_name, '期限', d.due_on) AS detail
      FROM decision d JOIN meeting m ON m.county_code = d.county_code AND m.id = d.meeting
      WHERE d.county_code = $1 AND d.place_code LIKE $2 || '%' AND m.held_on BETWEEN $3 AND $4 AND m.withdrawn_at IS NULL`,
  },
  {
    id: 'organization.adjustments', name: { zh: '领导小组调整', en: 'Adjustments of the leading group' }, unit: '次',
    sentence: { zh: '调整充实双拥工作领导小组{}次', en: 'The leading group was adjusted {} times' },
    records: `SELECT v.id::text AS record, 1::bigint AS value, v.happened_on, v.place_code, g.name AS title,
        json_build_object('文件', v.document, '事由', v.reason) AS detail
      FROM group_version v JOIN leading_group g ON g.county_code = v.county_code AND g.id = v.leading_group
      WHERE v.county_code = $1 AND v.place_code LIKE $2 || '%' AND v.kind = 'adjusted' AND v.happened_on BETWEEN $3 AND $4`,
  },
]
