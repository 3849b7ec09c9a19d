import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { figuresIn } from '../paper/paper.ts'
import { writeDocx } from '../paper/docx.ts'
import { yearDocument } from '../documents/actions.ts'
import { readArguments, required, wholeNumber } from './arguments.ts'
import { BadArguments, refuse, type Command } from './command.ts'
import { commandActor, openHouse } from './house.ts'

const DOCX = /\.docx$/i

export const reportCommand: Command = {
  usage: 'report --data DIR --year Y --out FILE.docx [--place CODE]',
  summary: { zh: '生成一年的双拥工作总结和下一年的安排', en: "the year's summary and next year's plan as a .docx" },
  async run(args, out) {
    const { values } = readArguments(args, { data: { type: 'string' }, year: { type: 'string' }, out: { type: 'string' }, place: { type: 'string' } })
    const year = wholeNumber(required(values.year, 'year'), 'year', 1950, 2200)!
    const file = resolve(required(values.out, 'out'))
    if (!DOCX.test(file)) throw new BadArguments(`--out ${values.out}：应为 .docx 文件 / must end in .docx`)
    const opened = await openHouse({ data: values.data, log: text => out.log(text) })
    try {
      const view = await yearDocument(opened.house, commandActor(opened.counties[0]!.code, 'county-office'), opened.figures, { year, place: values.place })
      if (!view.ok) return refuse(out, view.refusals)
      const { title, place, text_hash } = view.value
      await writeFile(file, await writeDocx(view.value))
      out.print({ file, title, place, year, text_hash, figures: figuresIn(view.value) }, `${title}\n${file}`)
      return 0
    } finally {
      await opened.close()
    }
  },
}
