import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Dice } from './dice.ts'

const list = z.array(z.string().min(1)).min(2)
const words = z.strictObject({
  counties: list, counties_en: list, townships: list, townships_en: list, villages: list, villages_en: list,
  surnames: list, given_first: list, given_second: list, banks: list,
})
export type Words = z.infer<typeof words>

export const readWords = (): Words => words.parse(parse(readFileSync(join(import.meta.dirname, 'words.yaml'), 'utf8')))

/** A name of two or three characters. */
export const inventName = (dice: Dice, from: Words): string =>
  dice.pick(from.surnames) + (dice.chance(75) ? dice.pick(from.given_first) : '') + dice.pick(from.given_second)
