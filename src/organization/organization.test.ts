import { describe, expect, it } from 'vitest'
import { textOf } from '../paper/paper.ts'
import { meetingPaper } from './minutes.ts'
import { adjustmentOf, changesBetween, type Member, type MemberRole } from './organization.ts'

const member = (id: string, name: string, office: string, role: MemberRole = 'member'): Member => ({ id, name, office, role, from: '2023-01-01', to: null })
const HEAD = member('1', '周镇长', '镇长', 'head')
const OLD = member('2', '钱旧人', '财政所所长')
const STAYS = member('3', '林经办', '服务站站长')

describe('领导小组两次之间', () => {
  it('谁留、谁改职务、谁退、谁进，按组内职务排列', () => {
    const now = [HEAD, member('4', '林经办', '副镇长', 'deputy'), member('5', '吴新人', '财政所所长')]
    expect(changesBetween([HEAD, OLD, STAYS], now).map(({ name, change }) => `${name} ${change}`))
      .toEqual(['周镇长 same', '林经办 changed', '吴新人 joined', '钱旧人 left'])
  })

  it('改了职务的是先退后进，没动的不写，前后空格不算改', () => {
    const wanted = [{ ...HEAD, office: ' 镇长 ' }, { ...STAYS, role: 'deputy' as const }, { name: '吴新人', office: '财政所所长', role: 'member' as const }]
    expect(adjustmentOf([HEAD, OLD, STAYS], wanted)).toEqual({
      leaves: ['2', '3'], joins: [{ name: '林经办', office: '服务站站长', role: 'deputy' }, { name: '吴新人', office: '财政所所长', role: 'member' }],
    })
    expect(adjustmentOf([HEAD, OLD], [HEAD, OLD])).toEqual({ leaves: [], joins: [] })
  })
})

describe('会议纪要', () => {
  const MEETING = {
    held_on: '2023-07-12', topic: '研究“八一”走访慰问', chair: '周镇长', venue: '镇三楼会议室', recorder: '林经办', agenda: ['通报上半年工作'], attendees: ['周镇长', '林经办'],
    observers: [], absent: [{ name: '郑书记', reason: '外出开会' }], summary: '各成员单位汇报。', decisions: [{ text: '走访优抚对象。', owner_name: '林经办', due_on: '2023-07-31' }, { text: '修好村道', owner_name: null, due_on: '2023-09-30' }],
  }

  it('时间、主持、议题、议定事项、出席和请假，依次写明', () => {
    expect(meetingPaper(MEETING, '双拥工作领导小组').blocks.map(textOf)).toEqual([
      '双拥工作领导小组会议纪要', '2023年7月12日，周镇长在镇三楼会议室主持召开会议，研究“八一”走访慰问。现将议定事项纪要如下：', '会议议程', '1．通报上半年工作', '会议情况', '各成员单位汇报。', '议定事项',
      '一、走访优抚对象。由林经办负责，2023年7月31日前完成。', '二、修好村道。2023年9月30日前完成。', '出席：周镇长、林经办', '请假：郑书记（外出开会）', '记录：林经办', '双拥工作领导小组', '2023年7月12日',
    ])
  })

  it('没有议定事项的不写“纪要如下”', () => {
    expect(meetingPaper({ ...MEETING, decisions: [], venue: null }, '领导小组').blocks.map(textOf)[1]).toBe('2023年7月12日，周镇长主持召开会议，研究“八一”走访慰问。')
  })
})
