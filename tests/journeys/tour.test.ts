import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { ROLE_NAMES } from '../../src/access/refusals.ts'
import { ROLES, type Role } from '../../src/base/actor.ts'
import { tourOf } from '../../src/desk/tour/tour.ts'
import { expectSound, openPage, openTownship, signIn, WIDTHS, type Township } from './program.ts'

let town: Township
beforeAll(async () => { town = await openTownship() })
afterAll(() => town?.close())

async function deskOf(role: Role, width: number): Promise<Page> {
  const page = await openPage(town.browser, width)
  await signIn(page, town.program, ROLE_NAMES[role].zh)
  return page
}

const tourOn = (page: Page) => page.locator('dialog.tour')
const title = (page: Page) => tourOn(page).getByRole('heading').innerText()

/** The ring lies around the thing that the step speaks of, in sight. */
async function expectRingAround(page: Page, at: string): Promise<void> {
  const thing = page.locator(at).first()
  expect(await thing.isVisible(), at).toBe(true)
  const [ring, box] = [await page.locator('.tour .ring').boundingBox(), await thing.boundingBox()]
  expect(ring!.x).toBeCloseTo(Math.max(4, box!.x), 0)
  expect(ring!.y).toBeCloseTo(Math.max(4, box!.y), 0)
  const words = (await page.locator('.tour .words').boundingBox())!
  const { width, height } = page.viewportSize()!
  expect([words.x >= 0, words.y >= 0, words.x + words.width <= width, words.y + words.height <= height]).toEqual([true, true, true, true])
}

describe('the tour of the desk', () => {
  test('示例里不自己出来；从“我的账号”和“帮助”都能看，Esc 收起，看完留在工作台', async () => {
    const page = await deskOf('clerk', 1440)
    await page.getByText('轮到你').waitFor()
    expect(await tourOn(page).count()).toBe(0)
    await page.getByRole('link', { name: /我的账号：/ }).click()
    await page.getByRole('link', { name: '再看一遍导览' }).click()
    await tourOn(page).waitFor()
    await page.keyboard.press('Escape')
    await tourOn(page).waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('')
    await page.getByRole('link', { name: '帮助', exact: true }).click()
    await page.getByRole('link', { name: '看导览' }).click()
    await tourOn(page).waitFor()
    await page.context().close()
  })

  test.each(WIDTHS)('五步只用键盘走完，焦点跟着走，读屏听得到，%i 像素、两种文字都好', async width => {
    const page = await deskOf('clerk', width)
    for (const language of ['zh', 'en'] as const) {
      await page.getByRole('button', { name: language === 'zh' ? '中文' : 'EN', exact: true }).click()
      await page.goto(`${town.program.address}/?tour=1`)
      await tourOn(page).waitFor()
      const steps = tourOf('clerk')
      expect(steps).toHaveLength(5)
      for (const [index, step] of steps.entries()) {
        expect(await title(page)).toBe(step.title[language])
        expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(step.title[language])
        await expectRingAround(page, step.at)
        await expectSound(page)
        if (index === 1) {
          await page.getByRole('button', { name: language === 'zh' ? '上一步' : 'Back' }).press('Enter')
          expect(await title(page)).toBe(steps[0]!.title[language])
          await page.getByRole('button', { name: language === 'zh' ? '下一步' : 'Next' }).press('Enter')
        }
        await page.locator('.tour .go').press('Enter')
      }
      await tourOn(page).waitFor({ state: 'detached' })
    }
    await page.context().close()
  })

  test.each(ROLES)('%s 的每一步都指着工作台上真有的东西', async role => {
    const page = await deskOf(role, 390)
    await page.goto(`${town.program.address}/?tour=1`)
    await tourOn(page).waitFor()
    for (const step of tourOf(role)) {
      expect(await title(page)).toBe(step.title.zh)
      await expectRingAround(page, step.at)
      await page.locator('.tour .go').click()
    }
    await page.context().close()
  })
})
