import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { HISTORY_FROM, TOWNSHIP_DEFAULTS } from '../../demo/options.ts'
import { isDay } from '../base/day.ts'
import { readArguments, required, wholeNumber } from './arguments.ts'
import { BadArguments, type Command } from './command.ts'
import { openHouse } from './house.ts'

const PEOPLE_MAX = 200_000

export const demoCommand: Command = {
  usage: 'demo --data DIR [--people N] [--seed S] [--until DATE]',
  summary: { zh: '建立虚构的示例乡镇', en: 'make the invented township' },
  async run(args, out) {
    const { values } = readArguments(args, { data: { type: 'string' }, people: { type: 'string' }, seed: { type: 'string' }, until: { type: 'string' } })
    const data = required(values.data, 'data')
    const until = values.until ?? TOWNSHIP_DEFAULTS.until
    if (!isDay(until) || until < HISTORY_FROM) throw new BadArguments(`--until ${until}：应为 ${HISTORY_FROM} 以后的日期 / a day after ${HISTORY_FROM}, YYYY-MM-DD`)
    const township = { people: wholeNumber(values.people, 'people', 20, PEOPLE_MAX) ?? TOWNSHIP_DEFAULTS.people, seed: values.seed ?? TOWNSHIP_DEFAULTS.seed, until }
    const existed = existsSync(join(data, 'database'))
    let last = ''
    const opened = await openHouse({
      data, create: { demo: true, township }, log: out.log,
      progress: progress => {
        if (progress.text.zh !== last) out.log(`${progress.done}/${progress.total} ${progress.text.zh} / ${progress.text.en}`)
        last = progress.text.zh
      },
    })
    await opened.close()
    if (existed && last === '') throw new BadArguments(`--data ${data}：这里已经有数据库，没有改动。/ there is a database already; nothing was changed.`)
    out.print({ data, ...township, county: opened.counties[0]?.code }, `${data}：示例乡镇已建立，历史至 ${until} / the invented township is made, its history to ${until}`)
    return 0
  },
}
