import type { Locator, Page } from 'playwright-core'

const TABS_MOST = 600

/** Tab after Tab until one of these has the focus: no pointer, no script that moves it. */
export async function reach(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor()
  const passed: string[] = []
  for (let tab = 0; tab < TABS_MOST; tab++) {
    await page.keyboard.press('Tab')
    if (await target.evaluateAll(found => found.some(one => one === document.activeElement))) return
    passed.push(await page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.slice(0, 20)}`))
  }
  throw new Error(`Tab never came to ${target.toString()}; it passed ${passed.slice(-40).join(', ')}`)
}

/** Reaches it, and presses Enter. */
export async function enter(page: Page, target: Locator): Promise<void> {
  await reach(page, target)
  await page.keyboard.press('Enter')
}
