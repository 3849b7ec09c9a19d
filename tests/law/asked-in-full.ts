/** Facts whose decisions are told in full: each turns on one thing that no other case shows in words. */

const facts = (identities: readonly object[], more: object = {}) => ({ county: '990101', person: { born: '1940-05-20' }, identities, ...more })
const disabled = (more: object = {}) => ({ category: 'disabled-serviceman', cause: 'war', grade: 6, approved_on: '2019-05-20', ...more })
const rural = (more: object = {}) => ({ category: 'rural-veteran-60', enlisted_on: '1960-03-03', discharged_on: '1963-03-03', approved_on: '2011-08-01', ...more })
const family = (more: object = {}) => ({ category: 'conscript-family', enlistment_approved_on: '2023-09-01', approved_by_county: '990101', ...more })
const RATE = { benefit: 'conscript-family-allowance', county: '990101', from: '2023-01-01', amount_fen: 1_500_000, per: 'year', due_month: 12 }

export const ASKED_IN_FULL: readonly { readonly title: string; readonly facts: unknown; readonly from: string; readonly to: string; readonly known_on?: string }[] = [
  { title: '迁移没有按日期排列', from: '2024-12', to: '2026-01', facts: facts([disabled()], { hukou_moves: [{ on: '2025-03-01', to_county: '990303' }, { on: '2024-03-01', to_county: '990202' }] }) },
  { title: '调级没有按日期排列，其中一次不满一年', from: '2021-05', to: '2023-06', facts: facts([disabled({ regradings: [{ approved_on: '2023-05-20', grade: 3 }, { approved_on: '2021-05-19', grade: 5 }, { approved_on: '2020-05-19', grade: 2 }] })]) },
  { title: '未满一年的调级在所问月份之后', from: '2020-01', to: '2020-04', facts: facts([disabled({ regradings: [{ approved_on: '2020-05-19', grade: 2 }] })]) },
  { title: '标准公布在所知之后', from: '2024-12', to: '2024-12', known_on: '2024-11-30', facts: facts([family()], { rates: [{ ...RATE, published_on: '2024-12-01' }] }) },
  { title: '标准公布当日已知', from: '2024-12', to: '2024-12', known_on: '2024-12-01', facts: facts([family()], { rates: [{ ...RATE, published_on: '2024-12-01' }] }) },
  { title: '全部事实都在所知之后', from: '2024-12', to: '2024-12', known_on: '2024-11-30', facts: facts([disabled()], { known_on: '2024-12-01' }) },
  { title: '死亡在所知之后，出生照旧', from: '2024-12', to: '2024-12', known_on: '2025-01-31', facts: facts([rural()], { person: { born: '1940-05-20', died: '2024-10-02', known_on: '2025-02-01' } }) },
  { title: '身份、立功、迁移、中止、养老待遇在所知之后', from: '2024-09', to: '2024-12', known_on: '2024-11-30', facts: facts([disabled(), rural({ known_on: '2024-12-01' })], {
    merit: [{ level: 'third-class', on: '2024-10-01', known_on: '2024-12-01' }], hukou_moves: [{ on: '2023-05-01', to_county: '990202', known_on: '2024-12-01' }],
    suspended: [{ from: '2024-10-01', decided_by: 'province', known_on: '2024-12-01' }], draws_employee_pension: [{ from: '2024-01-01', known_on: '2024-12-01' }],
  }) },
  { title: '在校、残疾、收入在所知之后', from: '2024-09', to: '2024-09', known_on: '2024-11-30', facts: facts([
    { category: 'martyr-survivor', relation: 'child', approved_on: '2010-01-01', in_school: [{ from: '2024-01-01', known_on: '2024-12-01' }], disabled: [{ from: '2024-01-01', known_on: '2024-12-01' }] },
    { category: 'martyr-survivor', relation: 'parent', approved_on: '2010-01-01', income_above_local_average: [{ from: '2024-01-01', known_on: '2024-12-01' }] },
  ], { person: { born: '2005-05-20' } }) },
  { title: '收入高于当地平均', from: '2024-09', to: '2024-09', facts: facts([{ category: 'martyr-survivor', relation: 'spouse', approved_on: '2010-01-01', income_above_local_average: true }]) },
  { title: '因病致残调为七级', from: '2024-09', to: '2024-10', facts: facts([disabled({ cause: 'illness', regradings: [{ approved_on: '2024-10-15', grade: 7 }] })]) },
  { title: '因病致残的旧伤死亡', from: '2024-10', to: '2024-11', facts: facts([disabled({ cause: 'illness' })], { person: { born: '1940-05-20', died: '2024-10-02', death_cause: 'old-wound' } }) },
  { title: '入伍不在其时、领养老待遇、才退役', from: '2024-09', to: '2024-09', facts: facts([rural({ enlisted_on: '1953-03-03', discharged_on: '2025-01-01' })], { draws_employee_pension: true }) },
  { title: '弄虚作假入伍', from: '2023-12', to: '2023-12', facts: facts([family({ left_on: '2024-03-01', left_reason: 'fraud' })], { rates: [RATE] }) },
  { title: '缺致残性质、缺关系、缺出生', from: '2024-09', to: '2024-09', facts: facts([disabled({ cause: null }), { category: 'martyr-survivor', approved_on: '2010-01-01' }, rural()], { person: {} }) },
  { title: '两项同类身份：后一项让前一项', from: '2024-09', to: '2024-09', facts: facts([rural(), rural({ enlisted_on: '1961-03-03' })]) },
  { title: '县里和省里的中止，各在所问月份前后', from: '2024-06', to: '2024-08', facts: facts([disabled()], { suspended: [
    { from: '2024-01-01', to: '2024-05-31', decided_by: 'county' }, { from: '2024-09-01', decided_by: 'county' }, { from: '2024-08-31', to: '2024-08-31', decided_by: 'prefecture' },
  ] }) },
  { title: '当月立功、上年立功', from: '2024-12', to: '2024-12', facts: facts([family()], { rates: [RATE], merit: [{ level: 'third-class', on: '2024-12-31' }, { level: 'third-class', on: '2023-12-31' }] }) },
  { title: '服役满两年仍在队，三个自然年', from: '2023-01', to: '2026-12', facts: facts([family({ area: 'tibet', education: 'bachelor' })], { rates: [RATE], suspended: [{ from: '2024-02-01', to: '2024-03-31', decided_by: 'province' }] }) },
  { title: '同日迁移两次，以后一次为准', from: '2024-12', to: '2025-01', facts: facts([disabled()], { hukou_moves: [{ on: '2024-03-01', to_county: '990202' }, { on: '2024-03-01', to_county: '990303' }] }) },
  { title: '同日调级两次，后一次不满一年', from: '2021-05', to: '2021-06', facts: facts([disabled({ regradings: [{ approved_on: '2021-05-20', grade: 4 }, { approved_on: '2021-05-20', grade: 3 }] })]) },
  { title: '未满一年的调级恰在所问末日', from: '2020-03', to: '2020-03', facts: facts([disabled({ regradings: [{ approved_on: '2020-03-31', grade: 2 }] })]) },
  { title: '没有身份也可立功；奖励金的标准须按次', from: '2024-11', to: '2024-12', facts: { county: '990101', merit: [{ level: 'third-class', on: '2024-12-31' }, { level: 'second-class', on: '2024-11-30' }], rates: [{ ...RATE, benefit: 'merit-award', amount_fen: 100_000, per: 'once', due_month: null }] } },
  { title: '奖励金只有按年的标准，等于没有', from: '2024-12', to: '2024-12', facts: { county: '990101', merit: [{ level: 'third-class', on: '2024-12-31' }], rates: [{ ...RATE, benefit: 'merit-award' }] } },
  { title: '没有本人一项的各类身份', from: '2024-09', to: '2024-09', facts: { county: '990101', identities: [disabled(), rural(), family(), { category: 'martyr-survivor', relation: 'child', approved_on: '2010-01-01' }, { category: 'combat-veteran', approved_on: '2010-01-01' }] } },
  { title: '一年之内标准和发放月份都变了', from: '2023-01', to: '2025-12', facts: facts([family()], { rates: [RATE, { ...RATE, from: '2024-07-01', amount_fen: 1_800_000, due_month: 10 }] }) },
  { title: '批准入伍当日离队，没有一个月', from: '2023-01', to: '2024-12', facts: facts([family({ left_on: '2023-09-01', left_reason: 'early' })], { rates: [RATE] }) },
  { title: '服役三个月，补足的月份跨到下一年', from: '2023-01', to: '2024-12', facts: facts([family({ enlistment_approved_on: '2023-10-01', left_on: '2023-12-20', left_reason: 'early' })], { rates: [RATE] }) },
  { title: '服役六个月，到第六个月才有标准', from: '2023-01', to: '2024-12', facts: facts([family({ left_on: '2024-03-01', left_reason: 'officer', area: null })], { rates: [{ ...RATE, from: '2024-02-01' }] }) },
  { title: '旧伤复发死亡，缺上年收入；有收入，缺基本工资', from: '2024-05', to: '2024-05', facts: facts([disabled()], { person: { died: '2024-05-02', death_cause: 'old-wound' } }) },
  { title: '旧伤复发死亡，缺基本工资', from: '2024-05', to: '2024-05', facts: facts([disabled()], { person: { died: '2024-05-02', death_cause: 'old-wound' }, parameters: [{ name: 'urban-disposable-income', year: 2023, amount_fen: 5_000_000 }] }) },
  { title: '死亡当月被中止，没有可续发的', from: '2024-10', to: '2024-11', facts: facts([disabled({ cause: 'illness' })], { person: { died: '2024-10-02', death_cause: 'illness' }, suspended: [{ from: '2024-10-01', to: '2024-10-31', decided_by: 'province' }] }) },
  { title: '续发六个月，第七个月期满', from: '2024-10', to: '2025-05', facts: facts([{ category: 'combat-veteran', approved_on: '2010-01-01' }], { person: { died: '2024-10-01' } }) },
  { title: '参战退役军人在续发的规定以前死亡', from: '2024-09', to: '2024-10', facts: facts([{ category: 'combat-veteran', approved_on: '2010-01-01' }], { person: { died: '2024-09-30' } }) },
  { title: '随事实提供的标准，在国家标准数额未见之后照用', from: '2026-07', to: '2026-08', facts: facts([disabled()], { rates: [{ benefit: 'disability-pension', county: '990101', from: '2024-01-01', amount_fen: 9_000_000, per: 'year' }] }) },
  { title: '没有关系一项的烈士遗属，本人死亡不当作一次性抚恤金', from: '2024-10', to: '2024-10', facts: facts([{ category: 'martyr-survivor', approved_on: '2010-01-01' }], { person: { died: '2024-10-02', death_cause: 'old-wound' }, parameters: [{ name: 'urban-disposable-income', year: 2023, amount_fen: 5_000_000 }, { name: 'base-pay', year: 2024, amount_fen: 700_000 }] }) },
  { title: '所问的月份倒了，没有答复', from: '2024-09', to: '2024-08', facts: facts([disabled()], { suspended: [{ from: '2024-01-01', decided_by: 'county' }], merit: [{ level: 'third-class', on: '2024-09-01' }] }) },
  { title: '死亡一百二十个月以后不再答复', from: '2034-09', to: '2034-12', facts: facts([disabled()], { person: { born: '1940-05-20', died: '2024-10-02', death_cause: 'illness' } }) },
]
