import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { clearAside, contentOf, takePlace } from '../backup/restore/actions.ts'
import { notEmpty } from '../backup/refusals.ts'
import { refused, type Result } from '../base/result.ts'
import { setUpPlaces } from '../desk/actions.ts'
import type { Place } from '../places/places.ts'
import { placesForm } from '../places/sheet/load.ts'
import { placesOf, templateSheet } from '../places/sheet/sheet.ts'
import { readSheet } from '../sheets/read.ts'
import { writeWorkbook } from '../sheets/write.ts'
import { readArguments, required } from './arguments.ts'
import { BadArguments, refuse, type Command, type Output } from './command.ts'
import { openHouse, whereIs } from './house.ts'
import { fileFaults } from './import.ts'

async function readPlaces(path: string): Promise<Result<Place[]>> {
  const faults = await fileFaults(path)
  if (faults.length > 0) return refused(...faults)
  const sheet = await readSheet(await readFile(path))
  return sheet.ok ? placesOf(placesForm(), sheet.value) : sheet
}

const SETTING_UP = '.setting-up'

/** Made beside and renamed: a set-up that is cut short leaves nothing that looks like an office. */
async function setUp(data: string, all: readonly Place[], out: Output): Promise<Result<number>> {
  const { directory, keyFile } = whereIs(data)
  const found = await contentOf(directory)
  if (found.includes('database')) throw new BadArguments(`--data ${directory}：这里已经有数据库，没有改动。/ there is a database already; nothing was changed.`)
  if (found.length > 0) return refused({ ...notEmpty(directory, found), legal: [], next: { zh: '请换一个空目录。', en: 'Name an empty directory.' } })
  await clearAside(directory, SETTING_UP)
  const aside = `${directory}${SETTING_UP}-${process.pid}`
  await mkdir(aside, { recursive: true })
  try {
    const opened = await openHouse({ data: aside, keyFile, create: { demo: false }, log: out.log })
    const entered = await setUpPlaces(opened.house, all).finally(() => opened.close())
    if (entered.ok) await takePlace(aside, directory, Date.now())
    return entered
  } finally {
    if (existsSync(aside)) await rm(aside, { recursive: true, force: true })
  }
}

async function writeTemplate(path: string, out: Output): Promise<number> {
  if (existsSync(path)) throw new BadArguments(`--template ${path}：这个文件已经有了，没有覆盖。/ there is such a file already.`)
  await writeFile(path, await writeWorkbook(templateSheet(placesForm())))
  out.print({ template: path }, `${path}：辖区表模板，例子请改成本地的 / the template; write over its examples`)
  return 0
}

export const initCommand: Command = {
  usage: 'init --data DIR --places FILE | init --template FILE.xlsx',
  summary: { zh: '按一张辖区表（县、乡镇、村）建立正式数据库', en: 'set up a real office from a sheet of its places' },
  async run(args, out) {
    const { values } = readArguments(args, { data: { type: 'string' }, places: { type: 'string' }, template: { type: 'string' } })
    if (values.template !== undefined) return writeTemplate(resolve(values.template), out)
    const [data, file] = [required(values.data, 'data'), required(values.places, 'places')]
    const all = await readPlaces(file)
    if (!all.ok) return refuse(out, all.refusals)
    const entered = await setUp(data, all.value, out)
    if (!entered.ok) return refuse(out, entered.refusals)
    const count = (level: Place['level']) => all.value.filter(place => place.level === level).length
    out.print({ data: join(resolve(data)), county: all.value[0]!.code, townships: count('township'), villages: count('village') }, [
      `${data}：${all.value[0]!.name}，${count('township')} 个乡镇，${count('village')} 个村，已建立 / set up`,
      '下一步：serve --data 同一目录，在页面上设立第一位管理员。/ Next: serve with the same --data, and set up the first administrator on its page.',
    ].join('\n'))
    return 0
  },
}
