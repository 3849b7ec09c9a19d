import { describe, expect, test } from 'vitest'
import { backupName, isBackupName, isUnfinished, outdated, reasonOfName } from './backup.ts'

const at = (text: string) => Date.parse(text)

describe('backup files', () => {
  test('are named by Shanghai’s day and time, so that names sort as they were made', () => {
    const names = [at('2026-06-29T16:30:00Z'), at('2026-06-30T17:30:05Z')].map(now => backupName(now, 'nightly'))
    expect(names).toEqual(['tongxin-20260630-003000-nightly.backup', 'tongxin-20260701-013005-nightly.backup'])
    expect(names.every(isBackupName)).toBe(true)
    expect(names.map(reasonOfName)).toEqual(['nightly', 'nightly'])
  })

  test('nothing else in the folder is taken for one', () => {
    for (const name of ['tongxin-20260630-003000-nightly.backup.1.part', '../tongxin-20260630-003000-asked.backup', 'holiday.jpg', 'tongxin-2026-nightly.backup']) {
      expect(isBackupName(name), name).toBe(false)
    }
  })

  test('what was not written to its end is known, and nothing else is', () => {
    expect(isUnfinished('tongxin-20260630-003000-nightly.backup.4711.part')).toBe(true)
    for (const name of ['tongxin-20260630-003000-nightly.backup', 'film.part', 'office.backup.4711.part']) expect(isUnfinished(name), name).toBe(false)
  })

  test('the newest of each reason are kept; what somebody asked for does not push out the nights', () => {
    const nights = ['0628', '0629', '0630'].map(day => `tongxin-2026${day}-010000-nightly.backup`)
    const asked = ['0629', '0630'].map(day => `tongxin-2026${day}-090000-asked.backup`)
    const all = [...asked, 'notes.txt', ...nights]
    expect(outdated(all, 'nightly', 2)).toEqual([nights[0]])
    expect(outdated(all, 'asked', 2)).toEqual([])
    expect(outdated(all, 'nightly', 3)).toEqual([])
  })
})
