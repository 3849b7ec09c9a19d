import type { Work } from '../src/access/house.ts'
import type { Day } from '../src/base/day.ts'
import { done, must } from '../src/base/result.ts'
import { keepEvidenceIn } from '../src/evidence/actions.ts'
import { adjustGroupIn, establishGroupIn, groupsIn, recordMeetingIn } from '../src/organization/actions.ts'
import type { MemberInput } from '../src/organization/schema.ts'
import { adoptPlanIn, closeTaskIn } from '../src/plan/actions.ts'
import { writeWorkbook } from '../src/sheets/write.ts'
import { HISTORY_FROM } from './options.ts'
import { TOWNSHIP } from './places.ts'
import type { Scene, Stage } from './stage.ts'
import { inventName } from './words.ts'

const BODIES = ['党政办公室', '退役军人服务站', '人民武装部', '财政所', '社会事务办公室', '团委', '妇联'] as const
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function founders(stage: Stage): MemberInput[] {
  const dice = stage.dice('leading group')
  const township = stage.ground.places[1]!.name
  return [
    { name: stage.nameOf('leader'), office: `${township}党委书记`, role: 'head' },
    { name: stage.nameOf('reviewer'), office: `${township}副镇长`, role: 'deputy' },
    { name: stage.nameOf('clerk'), office: '退役军人服务站站长', role: 'office-director' },
    ...BODIES.map((office): MemberInput => ({ name: inventName(dice, stage.words), office, role: 'member' })),
  ]
}

const establish: Scene = {
  day: '2023-01-02',
  play: stage => stage.as('clerk', 'organization.write', async work => {
    must(await establishGroupIn(work, { place: TOWNSHIP, name: '双拥工作领导小组', on: '2021-03-10', document: '示例镇发〔2021〕3号', members: founders(stage) }))
    return done(null)
  }),
}

const adopt = (day: Day, year: number): Scene => ({
  day,
  play: stage => stage.as('clerk', 'plan.write', async work => done(must(await adoptPlanIn(work, { place: TOWNSHIP, year, document: `示例镇双拥〔${year}〕1号` })))),
})

/** People move, and the group is adjusted each spring (the first item of the plan). */
const adjust = (year: number): Scene => ({
  day: `${year}-03-10`,
  play: stage => stage.as('clerk', 'organization.write', async work => {
    const dice = stage.dice(`adjust ${year}`)
    const [group] = await groupsIn(work, { place: TOWNSHIP, on: work.today })
    const leaving = dice.some(group!.members.filter(member => member.role === 'member' && member.to === null), dice.between(1, 2))
    must(await adjustGroupIn(work, group!.id, {
      on: `${year}-03-10`, document: `示例镇发〔${year}〕5号`, reason: '人员调整', leaves: leaving.map(member => member.id),
      joins: leaving.map(member => ({ name: inventName(dice, stage.words), office: member.office, role: 'member' as const })),
    }))
    return done(null)
  }),
})

async function signIn(work: Work, title: string, on: Day, names: readonly string[], subject: { kind: string; id: string }): Promise<string> {
  const bytes = await writeWorkbook({ name: '签到表', headings: ['序号', '姓名', '签名'], rows: names.map((name, index) => [String(index + 1), name, '（已签）']) })
  return must(await keepEvidenceIn(work, { kind: 'sign-in', title, place: TOWNSHIP, taken_on: on, media_type: SHEET, bytes, subject }))
}

type MeetingPlan = { readonly day: string; readonly topic: string; readonly decision: string; readonly due: string }
const MEETINGS: readonly MeetingPlan[] = [
  { day: '03-15', topic: '研究全年双拥工作要点', decision: '六月底前完成优抚对象信息核对', due: '06-30' },
  { day: '07-12', topic: '部署“八一”走访慰问和座谈会', decision: '“八一”前走访慰问优抚对象代表', due: '07-31' },
  { day: '12-22', topic: '总结全年双拥工作', decision: '完成年度总结并报县双拥办', due: '12-31' },
]

const meet = (year: number, plan: MeetingPlan): Scene => ({
  day: `${year}-${plan.day}`,
  play: stage => stage.as('clerk', 'organization.write', async work => {
    const on = `${year}-${plan.day}`
    const [group] = await groupsIn(work, { place: TOWNSHIP, on })
    const names = group!.members.filter(member => member.to === null || member.to >= on).map(member => member.name)
    const away = stage.dice(`away ${on}`).some(names.slice(3), 1)
    const { id, tasks } = must(await recordMeetingIn(work, {
      group: group!.id, held_on: on, topic: plan.topic, chair: stage.nameOf('leader'), attendees: names.filter(name => !away.includes(name)),
      absent: away.map(name => ({ name, reason: '因公外出' })), summary: `${plan.topic}，各成员单位汇报，议定下列事项。`,
      decisions: [{ text: plan.decision, owner: 'clerk', owner_name: stage.nameOf('clerk'), due_on: `${year}-${plan.due}` }],
    }))
    await signIn(work, `${plan.topic}会议签到表`, on, names, { kind: 'organization.meeting', id })
    // What was decided is done before its day; the last meeting's work stays open until the document is issued.
    stage.later({ day: `${year}-${plan.due}`, play: () => close(stage, tasks, plan, `${year}-${plan.due}`) })
    return done(id)
  }),
})

const close = (stage: Stage, tasks: readonly string[], plan: MeetingPlan, on: Day): Promise<unknown> =>
  stage.as('clerk', 'evidence.write', async work => {
    for (const task of tasks) {
      const evidence = await signIn(work, `${plan.decision}办理记录`, on, [stage.nameOf('clerk')], { kind: 'task', id: task })
      must(await closeTaskIn(work, { task, evidence: [evidence] }))
    }
    return done(null)
  })

/** The leading group, its meetings, and the plan of each year. */
export const organizationScenes = (_stage: Stage, years: readonly number[]): Scene[] => [
  establish, adopt(HISTORY_FROM, years[0]!),
  ...years.flatMap(year => [adjust(year), ...MEETINGS.map(plan => meet(year, plan)), adopt(`${year}-12-25`, year + 1)]),
]
