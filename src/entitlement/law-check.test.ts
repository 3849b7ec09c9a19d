import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DataFile } from '../law/data-file.ts'
import { lawFolders } from '../law/load.ts'
import { lawFaults } from './law-check.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const [LAW, DEMO] = lawFolders([resolve(ROOT, 'law'), resolve(ROOT, 'demo/law')]) as [DataFile[], DataFile[]]

type Edit = readonly [file: string, from: string, to: string]
/** The law with parts of its files changed. */
const edited = (...edits: readonly Edit[]): DataFile[] => LAW.map(file => edits.filter(([path]) => file.path === `law/${path}`).reduce(({ path, text }, [, from, to]) => {
  expect(text).toContain(from)
  return { path, text: text.replace(from, () => to) }
}, file))
const lineOf = (file: string, part: string): number => LAW.find(({ path }) => path === `law/${file}`)!.text.split(part)[0]!.split('\n').length
const faultsIn = (...folders: readonly DataFile[][]) => [...lawFaults(folders)].flat()
const placesIn = (...edits: readonly Edit[]) => faultsIn(edited(...edits)).map(({ place }) => place)

const PENSION: Edit = ['benefits/disability-pension.yaml', 'formula: monthly', 'formula: monthly\ncolour: red']
const CASE: Edit = ['benefits/conscript-family-allowance.cases.yaml', 'amount_fen: 500000', 'amount_fen: 500001']
const CASE_PLACE = `law/${CASE[0]}:${lineOf(CASE[0], CASE[1])} [0].lines[0]`

describe('政策的检查', () => {
  test('随程序的政策没有错误，示例县的在它之上也没有', () => {
    expect(faultsIn(LAW, DEMO)).toEqual([])
  })

  test('文件的错、规则的错、例子的错，一次全部指出，各有文件和行', () => {
    const [rule, clause] = [['benefits/nursing-allowance.yaml', 'formula: wage-share', 'formula: wages'], ['benefits/martyr-child-allowance.yaml', '    clause: ', '    clauze: ']] as const
    const places = placesIn(PENSION, rule, clause, CASE)
    expect(places).toEqual(expect.arrayContaining([
      `law/${PENSION[0]}:${lineOf(PENSION[0], PENSION[1]) + 1} colour`, `law/${rule[0]}:${lineOf(rule[0], rule[1])} formula`,
      `law/${clause[0]}:${lineOf(clause[0], clause[1])} rates[0].clauze`, CASE_PLACE,
    ]))
    expect(places.filter(place => place.includes('.cases.'))).toEqual([CASE_PLACE])
  })

  test('有错的待遇不连累别的：靠它的例子不算，不靠它的照样算', () => {
    expect(placesIn(PENSION)).toEqual([`law/${PENSION[0]}:${lineOf(PENSION[0], PENSION[1]) + 1} colour`])
    expect(placesIn(PENSION, CASE)).toHaveLength(2)
  })

  test('不成 YAML 的待遇文件不知道给谁，例子就都先不算', () => {
    const broken = edited(CASE).map(file => (file.path === `law/${PENSION[0]}` ? { ...file, text: '{' } : file))
    expect(faultsIn(broken).every(({ code }) => code === 'unreadable')).toBe(true)
  })

  test('错误说出写的是什么、可以写什么', () => {
    expect(faultsIn(edited(CASE))[0]).toMatchObject({ code: 'contradiction', value: { period: '2023-12', amount_fen: 500_001 }, legal: [expect.stringContaining('500000')] })
    expect(faultsIn(edited(PENSION))[0]).toMatchObject({ code: 'unknown-key', value: 'colour', legal: expect.arrayContaining(['formula', 'rates']) })
  })

  test('后一个文件夹的错也在内；它的例子在两者之上算', () => {
    const demo = DEMO.map(file => (file.path.endsWith('conscript-family-allowance.cases.yaml') ? { ...file, text: file.text.replace(/amount_fen: \d+/, 'amount_fen: 1') } : file))
    expect(faultsIn(LAW, demo).map(({ place }) => place)).toEqual([expect.stringMatching(/^demo\/law\/benefits\/conscript-family-allowance\.cases\.yaml:\d+/)])
  })

  test('没有待遇的文件夹不是政策', () => {
    expect(faultsIn([])).toMatchObject([{ code: 'not-found', place: 'law' }])
    expect(faultsIn()).toMatchObject([{ code: 'not-found', place: 'law' }])
  })
})
