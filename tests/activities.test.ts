import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse, stringify } from 'yaml'
import { describe, expect, it } from 'vitest'
import { contentFaults, dutiesOf } from '../src/activity/check.ts'
import { figures } from '../src/activity/figures.ts'
import { loadKinds } from '../src/activity/load.ts'
import { planLaw } from '../src/plan/load.ts'

const ROOT = resolve(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'activities')
const kinds = loadKinds(FOLDER)

describe('activities/ 每一类活动', () => {
  it('目录里的每个文件都是一类', () => {
    expect(kinds.map(kind => `${kind.id}.yaml`).toSorted()).toEqual(readdirSync(FOLDER).toSorted())
  })

  it.each(kinds.map(kind => [kind.name.zh, kind] as const))('%s：示例合格，反例的毛病一次全说出来', (_name, kind) => {
    expect(contentFaults(kind, kind.example)).toEqual([])
    const faults = contentFaults(kind, kind.bad_example)
    expect(faults.map(fault => fault.place).toSorted()).toEqual(kind.bad_example.offences.toSorted())
    for (const fault of faults) expect(fault.message.zh !== '' && fault.message.en !== '').toBe(true)
    for (const fault of faults) if (fault.code === 'invalid' || fault.code === 'unknown-key') expect(fault.legal?.length).toBeGreaterThan(0)
  })

  it('必填的每一项缺了都不合格', () => {
    for (const kind of kinds) {
      for (const where of ['fields', 'parties'] as const) {
        for (const field of kind[where].filter(candidate => candidate.required)) {
          const rest = Object.fromEntries(Object.entries(kind.example[where]).filter(([id]) => id !== field.id))
          expect(contentFaults(kind, { ...kind.example, [where]: rest }).map(fault => `${fault.code} ${fault.place}`)).toEqual([`missing ${where}.${field.id}`])
        }
      }
    }
  })

  it('计划里说由它完成的任务，和它自己说的一致', () => {
    const told = kinds.flatMap(kind => kind.closes.map(({ duty }) => `${duty} activity.${kind.id}`))
    const asked = planLaw().duties.flatMap(duty => duty.tasks.flatMap(task => task.closes_by.filter(by => by.startsWith('activity.')).map(by => `${duty.id} ${by}`)))
    expect([...new Set(told)].toSorted()).toEqual([...new Set(asked)].toSorted())
  })

  it('座谈会按参加对象完成各自的任务', () => {
    const symposium = kinds.find(kind => kind.id === 'symposium')!
    const closes = (audience: string) => dutiesOf(symposium, { ...symposium.example, fields: { ...symposium.example.fields, audience } })
    expect([closes('entitled-persons'), closes('recruits'), closes('serving-families')]).toEqual([['army-day-symposium'], ['recruits-and-veterans-symposium'], []])
  })

  it('计划提到的活动口径都有', () => {
    const ids = new Set(figures(ROOT).map(figure => figure.id))
    const wanted = planLaw().duties.flatMap(duty => duty.figures).filter(id => id.startsWith('activity.'))
    expect(wanted.filter(id => !ids.has(id))).toEqual([])
  })

  it('自相矛盾的一类，装不进来，毛病全说出来', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tongxin-kinds-'))
    const kind = parse(readFileSync(join(FOLDER, 'symposium.yaml'), 'utf8')) as Record<string, unknown>
    writeFileSync(join(folder, 'banquet.yaml'), stringify({ ...kind, closes: [{ duty: 'army-day-symposium', when: { field: 'audience', is: 'nobody' } }] }))
    expect(() => loadKinds(folder)).toThrow(/has no choice nobody[\s\S]*is not the file's name/)
  })
})
