import type { Text } from '../base/result.ts'

/** What a field of a form means, and the clause that asks for it; none where it rests on the habit of offices alone. */
export type FieldHelp = { readonly words: Text; readonly clause?: { readonly source: string; readonly article: string; readonly cite: string } }

const REGULATION = { source: 'servicemen-pension-regulation-2024', cite: '军人抚恤优待条例(2024)' }
const CONSCRIPTION = { source: 'conscription-work-regulation-2023', cite: '征兵工作条例(2023)' }
const RURAL = { source: 'rural-veteran-notice-2011', cite: '民发〔2011〕110号', article: '全文' }
const OWN = { source: 'tongxin-rules', cite: '同心计发规则' }
const VILLAGE_LAW = { source: 'village-committees-law-2018', cite: '村民委员会组织法(2018)' }

/** By the name that the field has in the forms; a test holds every clause against the law's own files. */
export const FIELD_HELP = {
  category: {
    words: { zh: '身份证件上写的是哪一种，就选哪一种。“政策”页面里有每种身份要的证件。', en: 'Choose what the certificate says. The page “Law” lists the papers of each category.' },
    clause: { ...REGULATION, article: '第二条' },
  },
  cause: {
    words: { zh: '残疾军人证上的残疾性质：因战、因公或者因病。因病的只限义务兵和初级军士。', en: 'The cause on the certificate: in war, on duty or by illness. By illness is for conscripts and junior NCOs alone.' },
    clause: { ...REGULATION, article: '第二十五条' },
  },
  grade: {
    words: { zh: '残疾军人证上的等级，一级最重，十级最轻。调整过的，先记原来的等级，再记调整。', en: 'The grade on the certificate, 1 the gravest, 10 the lightest. If it was changed, enter the first grade, then the regrading.' },
    clause: { ...REGULATION, article: '第二十六条' },
  },
  regradings: {
    words: { zh: '距上次评定满一年才能调整。不满一年的，程序照记，但不改发放。', en: 'A grade may change once a year has passed since the last grading. An earlier change is kept and pays nothing.' },
    clause: { ...REGULATION, article: '第二十九条' },
  },
  approved_on: {
    words: { zh: '批准文件或证件上的批准日期，不是填表或收到的日期。从哪个月开始发，就看它。', en: 'The day of approval on the document or certificate, not the day you enter or receive it. The first month paid depends on it.' },
    clause: { ...OWN, article: '规则三' },
  },
  grading_start: {
    words: {
      zh: '批准评定残疾的日期。2024年10月1日起批准的，从批准的当月发；以前批准的，从次月发。',
      en: 'The day on which the grading was approved. From 2024-10-01 on it pays from that month; one approved before pays from the next.',
    },
    clause: { ...OWN, article: '规则三' },
  },
  known_on: { words: { zh: '办公室哪天知道的。补发从批准的月份算，“当时知道什么”从这一天算。', en: 'The day the office learned it. Back-pay counts from the approval; what was known when counts from this day.' } },
  ended_on: {
    words: { zh: '身份还有效的最后一天；这一天所在的月份照发。', en: 'The last day on which the identity holds; its month is still paid.' },
    clause: { ...OWN, article: '规则六' },
  },
  enlisted_on: { words: { zh: '退役证或入伍批准书上的日期，用来算服役年限；不满一年按一年计。', en: 'The day on the discharge papers. Service years are counted from it; a part year counts as one.' }, clause: RURAL },
  discharged_on: { words: { zh: '退役证上的日期。服役年限算到这一天。', en: 'The day on the discharge papers. Service years are counted up to it.' }, clause: RURAL },
  draws_employee_pension: { words: { zh: '已经领职工养老金的，不发农村籍退役士兵老年生活补助。', en: 'Whoever draws an employee pension gets no old-age allowance of rural veterans.' }, clause: RURAL },
  enlistment_approved_on: {
    words: { zh: '入伍批准书上的日期。义务兵家庭优待金从这一天起算，不从到部队那天算。', en: 'The day on the enlistment approval. The family’s allowance counts from it, not from the arrival with the army.' },
    clause: { ...CONSCRIPTION, article: '第三十一条' },
  },
  area: {
    words: { zh: '入伍时写明去高原或西藏的，才选；其他都选一般地区。增发部分由批准入伍的县核定。', en: 'Plateau or Tibet only where the enlistment says so; else ordinary. The supplement is settled by the county that approved enlistment.' },
    clause: { ...REGULATION, article: '第四十二条' },
  },
  left_on: {
    words: { zh: '离开部队的那一天；优待金算到前一天，碰到的月份都算。', en: 'The day of leaving the army; the allowance runs to the day before, and every month touched counts.' },
    clause: { ...OWN, article: '规则五' },
  },
  left_reason: {
    words: { zh: '弄虚作假入伍的，取消优待并追缴；提干、考军校的，照服役的月份算。', en: 'Enlistment by deceit cancels the allowance and it is recovered; officers and cadets keep the months served.' },
    clause: { ...CONSCRIPTION, article: '第五十六条' },
  },
  relation: {
    words: { zh: '和牺牲、病故的军人是什么关系。父母、配偶、子女和兄弟姐妹的条件不同。', en: 'What the person was to the serviceman who died. Parents, spouse, children and siblings have different conditions.' },
    clause: { ...REGULATION, article: '第十九条' },
  },
  death_cause: {
    words: { zh: '看死亡证明。旧伤复发和因病，法律规定的待遇不同；不清楚就先空着，程序会提醒。', en: 'As the death certificate says. The law treats an old wound and an illness differently; leave it empty while unknown.' },
    clause: { ...REGULATION, article: '第三十二条' },
  },
  died: { words: { zh: '死亡当月足额发放，次月起停发。晚报的，多发的部分列为应收。', en: 'The month of death is paid in full, nothing after it. If it is learned late, what was paid too much becomes receivable.' }, clause: { ...OWN, article: '规则七' } },
  level: {
    words: { zh: '立功喜报上的等级。奖励金按各地标准；没有标准的，程序写明缺哪份文件。', en: 'The level on the report of merit. The award follows local rates; where there is none, the program names the missing notice.' },
    clause: { ...REGULATION, article: '第三十七条' },
  },
  hukou: { words: { zh: '户口簿上写的。迁移的，当年由原县发，次年一月起由新县发。', en: 'As the household register says. After a move the old county pays that year, the new one from January.' }, clause: { ...OWN, article: '规则八' } },
  account_relation: { words: { zh: '存折或卡是谁的名字。不是本人的，要说明关系并交证明，由另一人核对。', en: 'Whose name is on the book or card. If not the person’s own, say the relation and bring proof; another person checks it.' } },
  run_benefits: {
    words: { zh: '一个批次可以只发几种待遇。符合不符合条件由程序逐条判断，点金额旁的“为什么”能看到每一条。', en: 'A run may hold some benefits only. The program judges every condition; “Why” beside an amount shows each of them.' },
    clause: { ...REGULATION, article: '第五十六条' },
  },
  fund: {
    words: { zh: '哪一笔钱：中央、省、市、县、镇或捐赠。专项的钱只能用在它的用途上。', en: 'Which money: central, provincial, city, county, township or donated. Earmarked money pays for its purpose alone.' },
    clause: { ...REGULATION, article: '第五十五条' },
  },
  budget: { words: { zh: '年度批下来的数，不是到账的数。调增调减各登记一行，凭文件。', en: 'What was granted for the year, not what has arrived. Each rise or cut is a row of its own, by its document.' }, clause: { ...REGULATION, article: '第六条' } },
  disclosure: {
    words: { zh: '在村公开栏贴出，公示期从次日算起，最后一天是假日的顺延。姓名遮住，涉及隐私的不公示。', en: 'Shown on the village board. The period begins the day after; it runs on over a holiday at its end. Names are masked, private matters left out.' },
    clause: { ...VILLAGE_LAW, article: '第三十条' },
  },
  notice_period: {
    words: {
      zh: '要求公示的，审批以后先贴名单，每个村公示期满才能送银行。公示期从张贴的次日算起，几天看公示种类。不要求的，也可以公示。',
      en: 'Where it is required, lists are posted after the approval, and nothing is sent before every village’s period is over. It begins the day after; the kind of notice says how long. Where it is not, lists may hang too.',
    },
    clause: { ...VILLAGE_LAW, article: '第三十条' },
  },
  objection: { words: { zh: '对方提出的那天，不是登记的那天；要在公示期内。', en: 'The day on which it was raised, not the day you enter it; within the period of the notice.' } },
  receivable: {
    words: { zh: '多发的钱怎样了结：退回来，从以后的发放里抵扣，或者由县里核销。都要凭证，由另一人批准。', en: 'How money paid too much is settled: given back, deducted from a later payment, or written off by the county. Each needs a document and another person’s approval.' },
  },
} as const satisfies Readonly<Record<string, FieldHelp>>

/** The help of a fact's field, where there is one. */
export const helpOf = (name: string): FieldHelp | undefined => (name in FIELD_HELP ? FIELD_HELP[name as keyof typeof FIELD_HELP] : undefined) // a key of the table, just seen
