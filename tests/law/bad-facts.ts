/** Facts that are refused, and what the refusal says: code and place of each offence, in order of place. */

const disabled = (more: object) => ({ category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20', ...more })
const facts = (more: object) => ({ county: '990101', ...more })

export const BAD_FACTS: readonly (readonly [title: string, facts: unknown, offences: readonly string[]])[] = [
  ['不认识的项、不合法的值一次全部指出', facts({
    shoe_size: 43, draws_employee_pension: [{ from: '2020-01-01', until: 1 }],
    identities: [{ category: 'rural-veteran-60', rank: 1, enlisted_on: '2020-02-30' }, { category: 'hero' }],
  }), [
    'invalid identities[0].enlisted_on', 'invalid identities[1].category', 'unknown-key draws_employee_pension[0].until',
    'unknown-key identities[0].rank', 'unknown-key shoe_size',
  ]],
  ['不是一组事实的', 'facts', ['invalid facts']],
  ['没有县的', {}, ['missing county']],
  ['县不是六位的', { county: '99010' }, ['invalid county']],
  ['死亡早于出生', facts({ person: { born: '1960-01-01', died: '1959-12-31' } }), ['contradiction person.died']],
  ['当日出生当日死亡不算矛盾', facts({ person: { born: '1960-01-01', died: '1960-01-01' } }), []],
  ['退役早于入伍', facts({ identities: [{ category: 'rural-veteran-60', enlisted_on: '1980-01-02', discharged_on: '1980-01-01' }] }), ['contradiction identities[0].discharged_on']],
  ['当日入伍当日退役不算矛盾', facts({ identities: [{ category: 'rural-veteran-60', enlisted_on: '1980-01-02', discharged_on: '1980-01-02' }] }), []],
  ['入伍不能在出生当日或之前', facts({ person: { born: '1980-01-02' }, identities: [{ category: 'rural-veteran-60', enlisted_on: '1980-01-02' }] }), ['contradiction identities[0].enlisted_on']],
  ['入伍在出生次日不算矛盾', facts({ person: { born: '1980-01-01' }, identities: [{ category: 'rural-veteran-60', enlisted_on: '1980-01-02' }] }), []],
  ['因病原评七级', facts({ identities: [disabled({ cause: 'illness', grade: 7 })] }), ['contradiction identities[0].grade']],
  ['因病原评六级不算矛盾', facts({ identities: [disabled({ cause: 'illness', grade: 6 })] }), []],
  ['因战原评七级不算矛盾', facts({ identities: [disabled({ grade: 7 })] }), []],
  ['调级早于首次评定', facts({ identities: [disabled({ regradings: [{ approved_on: '2019-05-19', grade: 4 }, { approved_on: '2020-05-20', grade: 3 }] })] }), ['contradiction identities[0].regradings[0].approved_on']],
  ['调级不认识的项', facts({ identities: [disabled({ regradings: [{ approved_on: '2020-05-20', grade: 3, why: '' }] })] }), ['unknown-key identities[0].regradings[0].why']],
  ['身份终止早于批准', facts({ identities: [disabled({ ended_on: '2019-05-19' })] }), ['contradiction identities[0].ended_on']],
  ['身份当日批准当日终止不算矛盾', facts({ identities: [disabled({ ended_on: '2019-05-20' })] }), []],
  ['离队早于批准入伍', facts({ identities: [{ category: 'conscript-family', enlistment_approved_on: '2023-09-01', left_on: '2023-08-31' }] }), ['contradiction identities[0].left_on']],
  ['义务兵家庭终止早于批准入伍', facts({ identities: [{ category: 'conscript-family', enlistment_approved_on: '2023-09-01', ended_on: '2023-08-31' }] }), ['contradiction identities[0].ended_on']],
  ['中止的终止早于起始', facts({ suspended: [{ from: '2024-02-01', to: '2024-01-31', decided_by: 'province' }] }), ['contradiction suspended[0].to']],
  ['中止当日起止不算矛盾', facts({ suspended: [{ from: '2024-02-01', to: '2024-02-01', decided_by: 'province' }] }), []],
  ['领取职工养老待遇的起止颠倒', facts({ draws_employee_pension: [{ from: '2024-02-01', to: '2024-01-31' }] }), ['contradiction draws_employee_pension[0].to']],
  ['在校、残疾、收入的起止颠倒', facts({ identities: [{
    category: 'martyr-survivor', in_school: [{ from: '2024-02-01', to: '2024-01-31' }], disabled: [{ from: '2024-02-01', to: '2024-01-31' }],
    income_above_local_average: [{ from: '2024-02-01', to: '2024-01-31' }],
  }] }), ['contradiction identities[0].disabled[0].to', 'contradiction identities[0].in_school[0].to', 'contradiction identities[0].income_above_local_average[0].to']],
  ['迁出地不是当时的户籍地', facts({ hukou_moves: [{ on: '2024-05-10', from_county: '990202', to_county: '990101' }] }), ['contradiction hukou_moves[0].from_county']],
  ['再迁的迁出地是上次的迁入地', facts({ hukou_moves: [
    { on: '2025-05-10', from_county: '990202', to_county: '990303' }, { on: '2024-05-10', from_county: '990101', to_county: '990202' },
  ] }), []],
  ['同日再迁按先后为序', facts({ hukou_moves: [
    { on: '2024-05-10', from_county: '990101', to_county: '990202' }, { on: '2024-05-10', from_county: '990202', to_county: '990303' },
  ] }), []],
  ['旗标的起止写成了别的', facts({ draws_employee_pension: [1] }), ['invalid draws_employee_pension[0]']],
  ['旗标的起止缺起始，又有不认识的项', facts({ draws_employee_pension: [{ from: '2020-01-01', to: '2020-13-01' }, { until: '2020-01-01' }] }), [
    'invalid draws_employee_pension[0].to', 'missing draws_employee_pension[1].from', 'unknown-key draws_employee_pension[1].until',
  ]],
  ['旗标不是真假，也不是起止', facts({ draws_employee_pension: 'yes' }), ['invalid draws_employee_pension']],
  ['没有写明迁出地的不算矛盾', facts({ hukou_moves: [{ on: '2024-05-10', to_county: '990202' }, { on: '2025-05-10', from_county: '990202', to_county: '990101' }] }), []],
]
