import { addDays, yearOf, type Month } from '../src/base/day.ts'
import { must } from '../src/base/result.ts'
import { notices, prepareNotice, publishNotice } from '../src/disclosure/actions.ts'
import { disclosureJob } from '../src/disclosure/jobs.ts'
import { answer, object } from '../src/disclosure/objections/actions.ts'
import { discloseRun } from '../src/payment/disclosure/actions.ts'
import type { Scene, Stage } from './stage.ts'
import { inventName } from './words.ts'

const contactOf = (stage: Stage) => ({ phone: '0000-1234567', address: `${stage.ground.places[1]!.name}便民服务中心一楼` })

/** The reviewer has looked at every list that waits, and it hangs. */
async function publishAll(stage: Stage): Promise<void> {
  const reviewer = await stage.actor('reviewer')
  const { rows } = must(await notices(stage.house, reviewer, { state: 'draft', size: 200 }))
  for (const { id } of rows) must(await publishNotice(stage.house, reviewer, id))
}

/** In the first village somebody asks about a row; the village worker writes it down, and the reviewer answers. */
async function objectTo(stage: Stage, day: string, answered: string): Promise<void> {
  const { house, ground: { villages } } = stage
  const { rows: [list] } = must(await notices(house, await stage.actor('village'), { place: villages[0]!.code, state: 'published' }))
  const raised_by = `村民${inventName(stage.dice(`objection ${day}`), stage.words).slice(0, 1)}某`
  const view = must(await object(house, await stage.actor('village'), list!.id, { raised_on: day, raised_by, row: 1, text: '想问这一笔的金额是怎么算的，比上个月多' }))
  stage.later({
    day: answered,
    play: async () => must(await answer(house, await stage.actor('reviewer'), view.objection_list.at(-1)!.id, {
      result: 'not-upheld', text: '已当面说明：按现行标准逐月计算，计算过程写在明白卡上，金额无误',
    })),
  })
}

/** The lists of a December run: they hang from the fourth for seven days in every village, and come down on the twelfth. */
export function discloseLists(stage: Stage, run: string, month: Month): void {
  const on = (day: string, play: Scene['play']) => stage.later({ day: `${month}-${day}`, play })
  on('03', async () => must(await discloseRun(stage.house, await stage.actor('clerk'), run, contactOf(stage))))
  on('04', () => publishAll(stage))
  on('06', () => objectTo(stage, `${month}-06`, `${month}-08`))
  on('12', () => disclosureJob(stage.house).run())
}

/** Days before the end on which the last notice goes up: it hangs when the history ends. */
const LAST_NOTICE = 1

/** Before somebody who turns sixty is approved, the first village is asked. */
export const noticeScenes = (stage: Stage): Scene[] => [{
  day: addDays(stage.options.until, -LAST_NOTICE),
  play: async () => {
    const [village] = stage.ground.villages
    const born = yearOf(stage.options.until) - 60
    must(await prepareNotice(stage.house, await stage.actor('clerk'), {
      kind: 'rural-veteran-approval', place: village!.code, title: `${village!.name}60周岁退役士兵待遇公示`, contact: contactOf(stage),
      rows: [{
        name: inventName(stage.dice('last notice'), stage.words), sex: 'male', born: `${born}-07-12`, village: village!.name, enlisted_on: `${born + 19}-11-01`,
        discharged_on: `${born + 22}-12-20`, service_years: 4, benefit: 'rural-veteran-allowance',
      }],
    }))
    await publishAll(stage)
    await objectTo(stage, addDays(stage.options.until, -LAST_NOTICE), addDays(stage.options.until, LAST_NOTICE))
  },
}]
