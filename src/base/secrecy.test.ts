import { describe, expect, test } from 'vitest'
import { screenSecret, secretIn } from './secrecy.ts'

/** Invented designations: the digits 99 and 00 stand for no unit. */
const SECRET = [
  '其子在99001部队服役', '99001 部队', '９９００１部队', '9900分队', '第九十九集团军', '第99师', '九十九旅', '武警99支队', '解放军第99团', '九九基地',
  '部队番号：某某', '番号:某某', '部队代号为某某', '驻地是某市', '驻地:某市', '兵力：一百人', '营区位于某处', '机场坐标东经', '阵地地址某处', '军港位于某湾',
  '8023部队', '原8023部队，后调99001部队', '其子任第99旅长', '第99集团军和某部', '第99团建制', '第99师长途行军',
]
const PLAIN = [
  '原8023部队退役人员', '原 8023 部队', '参战退役人员，一九七九年入伍', '现役，服役三年', '组织了一支队伍上门服务', '三个团员参加', '一团和气', '统一团结各界力量', '统一师资', '第一师范学校',
  '三团村', '十营业网点', '帮扶第2基地建设', '一团长势良好的麦苗', '二十名退役军人', '服役12年', '走访慰问5户，每户200元', '慰问驻军官兵', '与驻地群众座谈', '兵力',
  '电话 19900000123', '2023年8月1日', '一师傅帮助维修', '部队来函', '优抚对象99001人', '', '99001',
]

describe('自由文字中的军事秘密', () => {
  test.each(SECRET)('“%s”不得保存', text => expect(secretIn(text)).toBeTypeOf('string'))
  test.each(PLAIN)('“%s”可以保存', text => expect(secretIn(text)).toBeUndefined())

  test('拒绝时指明位置，告诉怎样改，但不重复那几个字：不得进入日志和答复', () => {
    const [refusal, ...more] = screenSecret('note', '其子在99001部队服役')
    expect(refusal).toMatchObject({ code: 'secret', place: 'note' })
    expect(more).toEqual([])
    expect(refusal?.next).toBeDefined()
    expect(JSON.stringify(refusal)).not.toMatch(/99001|其子/)
  })

  test('没有文字就没有可查的', () => expect([screenSecret('note', null), screenSecret('note', undefined), screenSecret('note', ''), screenSecret('note', '走访慰问')]).toEqual([[], [], [], []]))
})
