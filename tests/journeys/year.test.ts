import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { deflateSync } from 'node:zlib'
import { enter } from './keys.ts'
import { expectSound, openPage, openTownship, provokes, signIn, WIDTHS, type Program, type Township } from './program.ts'

let township: Township
let program: Program
let browser: Browser

beforeAll(async () => {
  township = await openTownship()
  ;({ program, browser } = township)
})
afterAll(async () => {
  await township?.close()
})

/** A picture that any program opens: one grey pixel. */
function png(): Buffer {
  const table = Array.from({ length: 256 }, (_, index) => { let value = index; for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1; return value >>> 0 })
  const check = (bytes: Buffer) => { let value = 0xffffffff; for (const byte of bytes) value = table[(value ^ byte) & 255]! ^ (value >>> 8); return (value ^ 0xffffffff) >>> 0 }
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(check(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from([0, 128]))), chunk('IEND', Buffer.alloc(0))])
}
const PHOTO = { name: '现场.png', mimeType: 'image/png', buffer: png() }
const PAPER = { name: '签到表.txt', mimeType: 'text/plain', buffer: Buffer.from('到会人员签到') }

async function opened(role: string, width: number, path: string): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, role, path)
  return page
}

const dialog = (page: Page) => page.getByRole('dialog').last()
const label = (words: string) => new RegExp(`^${words}( ?（可选）| ?\\(optional\\)|)$`)
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

async function choose(page: Page, field: string, option: string, within: { getByLabel: Page['getByLabel'] } = page): Promise<void> {
  await within.getByLabel(label(field)).click()
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: option }).first().evaluate((shown: HTMLElement) => shown.click())
}

async function save(page: Page): Promise<void> {
  const open = await page.getByRole('dialog').count()
  await dialog(page).getByRole('button', { name: '保存' }).click()
  await page.waitForFunction(before => [...document.querySelectorAll('[role=dialog]')].filter(one => (one as HTMLElement).offsetParent !== null).length < before, open)
}

describe('一年的工作', () => {
  test.each(WIDTHS)('计划、任务、活动、组织的页面在 %i px 都能用', async width => {
    const page = await opened('经办', width, '/plan?year=2026')
    await page.locator('.year-calendar .entry').first().waitFor()
    await expectSound(page)
    await page.locator('.entry', { hasText: '秋收秋种帮耕帮种' }).click()
    await dialog(page).locator('.task-list button').first().click()
    await dialog(page).getByRole('button', { name: '办结', exact: true }).waitFor()
    await expectSound(page)
    const look = async (path: string, ready: string) => {
      await page.goto(program.address + path)
      await page.locator(ready).first().waitFor()
      await expectSound(page)
    }
    await look('/plan?year=2026&view=list', '.plan-items')
    await look('/tasks?year=2026', '.ant-table-row, .cards > li')
    await look('/activities?year=2026', '.ant-table-row, .cards > li')
    await look('/activities/new?kind=harvest-help', '.activity-form')
    await page.goto(`${program.address}/organization`)
    await page.getByRole('link', { name: '历次调整' }).click()
    await page.locator('.versions td.joined').first().waitFor()
    await page.goto(`${program.address}/meetings?year=2026`)
    await page.getByRole('link', { name: '研究全年双拥工作要点' }).click()
    await page.locator('.minutes .signature').first().waitFor()
    await page.context().close()
  })

  test('经办从上一年起草下一年的计划，加一个本地项目，用照片办结；没有佐证不能办结', async () => {
    const page = await opened('经办', 1440, '/plan?year=2026')
    await page.getByRole('link', { name: '起草 2027 年计划' }).click()
    await page.getByText('未办结：').first().waitFor()
    await page.getByLabel('文号（可以以后再有）').fill('示例镇双拥〔2027〕1号')
    await page.getByRole('button', { name: '制定 2027 年计划' }).click()
    await heading(page, '2027 年度计划')
    await page.getByText('10 项，任务办结 0 /').waitFor()

    await page.goto(`${program.address}/plan?year=2026`)
    await page.getByRole('button', { name: '新增项目' }).click()
    await dialog(page).getByLabel(label('事项')).fill('建成双拥主题公园')
    await dialog(page).getByLabel(label('责任人姓名')).fill('林经办')
    for (const [name, day] of [['开始', '2026-03-01'], ['截止', '2026-06-20']] as const) {
      await dialog(page).getByLabel(label(name)).fill(day)
      await dialog(page).getByLabel(label(name)).press('Tab')
    }
    await save(page)
    const late = page.locator('.late-card li', { hasText: '建成双拥主题公园' })
    await late.getByText('10 天').waitFor()
    await late.getByRole('button').click()
    provokes(page, 409)
    await dialog(page).getByRole('button', { name: '办结', exact: true }).click()
    await dialog(page).getByText('没有佐证，任务不能办结。').waitFor()
    await dialog(page).getByLabel('照片、签到表、签收单或文件').setInputFiles(PHOTO)
    await dialog(page).getByText('现场.png').waitFor()
    await dialog(page).getByRole('button', { name: '办结', exact: true }).click()
    await dialog(page).getByText('凭什么办结').waitFor()
    await dialog(page).locator('.proofs img').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.entry.done', { hasText: '建成双拥主题公园' }).waitFor()
    await page.context().close()
  })

  test('两类活动各登一次：错处一次说全；座谈会带签到表，办结计划里的任务；数字连到年度公文', async () => {
    const page = await opened('经办', 1440, '/activities/new')
    await page.getByRole('link', { name: /^帮耕帮种/ }).click()
    provokes(page, 422)
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('请填写“事项”。').waitFor()
    for (const missing of ['农时', '方式', '受助户']) await page.getByText(`请填写“${missing}”。`).waitFor()
    await page.getByLabel(label('事项')).fill('帮某户抢收，12345部队派人')
    await choose(page, '农时', '夏收夏种')
    await choose(page, '方式', '出工')
    await page.getByLabel(label('受助户')).click()
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().evaluate((shown: HTMLElement) => shown.click())
    await page.getByRole('button', { name: '保存' }).click()
    await page.locator('.ant-form-item-explain-error').first().waitFor()
    await expectSound(page)
    await page.getByLabel(label('事项')).fill('帮助抢收小麦')
    await page.getByLabel(label('面积')).fill('3')
    await page.getByLabel('选照片或文件（也可以以后再补）').setInputFiles(PHOTO)
    await page.getByRole('button', { name: '保存' }).click()
    await heading(page, '帮助抢收小麦')
    await page.getByText('佐证齐').waitFor()
    await page.getByText('3 亩').waitFor()
    await page.getByRole('link', { name: '帮耕帮种户数' }).click()
    await page.locator('.opened .records li', { hasText: '家' }).first().waitFor()

    await page.goto(`${program.address}/activities/new?kind=symposium`)
    await page.getByLabel(label('主题')).fill('返乡退役军人座谈会')
    await choose(page, '参加对象', '返乡退役军人')
    await page.getByLabel(label('参加人次')).fill('12')
    await page.getByRole('button', { name: '保存' }).click()
    await heading(page, '返乡退役军人座谈会')
    await page.getByText('缺签到表').waitFor()
    await page.getByLabel('补佐证').setInputFiles(PAPER)
    await page.getByRole('button', { name: '上传' }).click()
    await page.getByText('佐证齐').waitFor()
    await page.context().close()
  })

  test('领导主持的会议议定一件事，登记就成了任务；领导在会议纪要上看到，经办附签到表办结', async () => {
    const page = await opened('经办', 1440, '/meetings/new')
    await page.getByLabel(label('议题')).fill('研究“八一”走访慰问')
    await page.getByLabel(label('地点')).fill('镇三楼会议室')
    await page.getByLabel(label('议程（一行一项）')).fill('通报上半年工作\n研究慰问名单')
    const decision = page.getByRole('group', { name: '第 1 项' })
    await page.getByRole('button', { name: '保存' }).click()
    await decision.getByText('这一项要填写').first().waitFor()
    await decision.getByLabel(label('议定事项')).fill('七月十日前确定慰问名单')
    await decision.getByLabel(label('责任人')).fill('林经办')
    await decision.getByLabel(label('完成时限')).fill('2026-07-10')
    await decision.getByLabel(label('完成时限')).press('Tab')
    await page.getByRole('button', { name: '保存' }).click()
    await heading(page, '研究“八一”走访慰问')
    await page.getByText('一、七月十日前确定慰问名单。由林经办负责，2026年7月10日前完成。').waitFor()
    const file = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载 .docx' }).click()
    expect((await file).suggestedFilename()).toBe('双拥工作领导小组会议纪要（2026-06-30）.docx')

    const leader = await opened('领导', 390, '/meetings?year=2026')
    await leader.getByRole('link', { name: '研究“八一”走访慰问' }).click()
    await leader.locator('.decisions').getByText('待办').waitFor()
    expect(await leader.getByRole('button', { name: '补一项' }).count()).toBe(0)
    await expectSound(leader)

    await page.goto(`${program.address}/`)
    await page.locator('.due li', { hasText: '七月十日前确定慰问名单' }).getByRole('link', { name: /打开/ }).click()
    await dialog(page).getByRole('link', { name: '会议议定' }).waitFor()
    await dialog(page).getByLabel('照片、签到表、签收单或文件').setInputFiles(PAPER)
    await dialog(page).getByRole('button', { name: '办结', exact: true }).click()
    await dialog(page).getByText('凭什么办结').waitFor()
    await dialog(page).getByRole('link', { name: '会议议定' }).click()
    await page.locator('.decisions').getByText('办结').waitFor()
    await leader.reload()
    await leader.locator('.decisions').getByText('办结').waitFor()
    await page.context().close()
    await leader.context().close()
  })

  test('领导小组从上一次改出新的一次，两次并排看得出谁进谁退', async () => {
    const page = await opened('经办', 1440, '/organization')
    await page.getByRole('link', { name: '调整', exact: true }).click()
    await page.getByLabel(label('文件（文号）')).fill('示例镇发〔2026〕9号')
    const last = page.locator('.member-row').last()
    const gone = await last.getByLabel(label('姓名')).inputValue()
    await last.getByRole('button', { name: '退出' }).click()
    await page.getByText('进 0 人，退 1 人').waitFor()
    await page.getByRole('button', { name: '加一位' }).click()
    await page.getByRole('button', { name: '保存' }).click()
    await page.locator('.member-row').last().getByText('这一项要填写').first().waitFor()
    await page.locator('.member-row').last().getByLabel(label('姓名')).fill('吴新人')
    await page.locator('.member-row').last().getByLabel(label('单位及职务')).fill('应急管理办公室')
    await page.getByText('进 1 人，退 1 人').waitFor()
    await page.getByRole('button', { name: '保存' }).click()
    await page.locator('.versions td.joined', { hasText: '吴新人' }).waitFor()
    await page.locator('.versions td.left', { hasText: gone }).waitFor()
    await page.context().close()
  })

  test('两个人改同一条活动：后保存的看到先改的内容，自己填的还在，再保存一次才算数', async () => {
    const first = await opened('经办', 1440, '/activities?year=2026')
    await first.getByRole('link', { name: '夏收夏种帮扶', exact: true }).click()
    await first.getByRole('link', { name: '修改' }).click()
    const second = await opened('经办', 1440, new URL(first.url()).pathname)
    await first.getByLabel(label('面积')).fill('50')
    await second.getByLabel(label('面积')).fill('60')
    await first.getByRole('button', { name: '保存' }).click()
    await first.getByText('50 亩').waitFor()
    provokes(second, 409)
    await second.getByRole('button', { name: '保存' }).click()
    await second.locator('.meanwhile').getByText('50 亩').waitFor()
    expect(await second.getByLabel(label('面积')).inputValue()).toBe('60')
    await expectSound(second)
    await second.getByRole('button', { name: '保存' }).click()
    await second.getByText('60 亩').waitFor()
    await first.context().close()
    await second.context().close()
  })

  test('只用键盘：打开逾期的任务，写明理由不办了，再重新打开', async () => {
    const page = await opened('经办', 1440, '/tasks?year=2026&state=overdue')
    await page.locator('.ant-table-row button').first().waitFor()
    const press = (name: string | RegExp) => enter(page, page.getByRole('button', { name }))
    await press('夏收夏种帮耕帮种')
    await dialog(page).getByText('逾期').first().waitFor()
    await press(/^不办了/)
    await page.keyboard.press('Tab')
    await page.keyboard.type('该村没有需要帮耕的困难户')
    await press('确认不办')
    await dialog(page).getByText('该村没有需要帮耕的困难户').waitFor()
    await press(/^重新打开/)
    await page.keyboard.press('Tab')
    await page.keyboard.type('后来有一户')
    await press('确认重新打开')
    await dialog(page).getByRole('button', { name: '不办了' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.ant-table-row', { hasText: '逾期' }).first().waitFor()
    await page.context().close()
  })
})
