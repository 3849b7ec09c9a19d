import type { OpenedFigure } from '../figures/actions.ts'
import type { FigureValue, Unit } from '../figures/figures.ts'
import { yuanGrouped } from '../base/money.ts'
import { yearFigure, yearFigures } from '../documents/actions.ts'
import { readArguments, required, wholeNumber } from './arguments.ts'
import { refuse, type Command, type Output } from './command.ts'
import { commandActor, openHouse, type OpenedHouse } from './house.ts'

const shown = (value: number, unit: Unit): string => (unit === 'fen' ? `${yuanGrouped(value)}元` : `${value}${unit}`)
/** A figure without records has no sentence: nothing may be said. */
const answer = (figure: FigureValue) => ({
  id: figure.id, name: figure.name.zh, value: figure.value, unit: figure.unit, records: figure.records, sentence: figure.records > 0 ? figure.sentence.zh : null,
})

function printOpened(out: Output, figure: OpenedFigure): number {
  const lines = figure.records.map(record => `${record.happened_on}  ${record.title}  ${shown(record.value, figure.unit)}`)
  out.print(
    { id: figure.id, name: figure.name.zh, value: figure.value, unit: figure.unit, records: figure.records },
    [`${figure.name.zh}（${figure.id}）${shown(figure.value, figure.unit)}，记录 ${figure.records.length} 条`, ...lines].join('\n'),
  )
  return 0
}

async function answerFigures(opened: OpenedHouse, out: Output, figure: string | undefined, asked: { place?: string | undefined; year: number }): Promise<number> {
  const actor = commandActor(opened.counties[0]!.code, 'county-office')
  if (figure !== undefined) {
    const result = await yearFigure(opened.house, actor, opened.figures, figure, asked)
    return result.ok ? printOpened(out, result.value) : refuse(out, result.refusals)
  }
  const result = await yearFigures(opened.house, actor, opened.figures, asked)
  if (!result.ok) return refuse(out, result.refusals)
  out.print(result.value.map(answer), result.value.map(value => `${value.id}  ${value.name.zh}  ${shown(value.value, value.unit)}  ${value.records}`).join('\n'))
  return 0
}

export const figuresCommand: Command = {
  usage: 'figures --data DIR --year Y [--open FIGURE] [--place CODE]',
  summary: { zh: '列出一年的口径，或者打开一个口径看它的记录', en: 'every figure of a year, or the records behind one' },
  async run(args, out) {
    const { values } = readArguments(args, { data: { type: 'string' }, year: { type: 'string' }, open: { type: 'string' }, place: { type: 'string' } })
    const year = wholeNumber(required(values.year, 'year'), 'year', 1950, 2200)!
    const opened = await openHouse({ data: values.data, log: text => out.log(text) })
    try {
      return await answerFigures(opened, out, values.open, { place: values.place, year })
    } finally {
      await opened.close()
    }
  },
}
