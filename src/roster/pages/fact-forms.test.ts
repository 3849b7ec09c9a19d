import { describe, expect, test } from 'vitest'
import type { PersonCard } from '../roster.ts'
import { formsFor, schemaOf } from './fact-forms.ts'

const nobody = { facts: [] } as unknown as PersonCard // the forms ask for its identities alone
const named = (id: string) => schemaOf(formsFor(nobody, undefined).find(form => form.id === id)!)
const offences = (id: string, value: object | undefined): string[] => {
  const checked = named(id).safeParse({ kind: 'person', ...(value && { value }) })
  return checked.success ? [] : checked.error.issues.map(issue => issue.path.join('.'))
}

describe('记一件事', () => {
  test.each([
    ['note', ['value.text']], ['death', ['value.died']], ['merit', ['value.level', 'value.on']], ['disabled', ['value.category']], ['conscript', []],
  ])('%s：什么也没有填，缺的一次说全；死因、批准日期可以不填', (id, missing) => {
    expect(offences(id, undefined)).toEqual(missing)
    expect(offences(id, {})).toEqual(missing)
  })

  test('填了去世日期就可以记；去掉的一项当作没有填', () => {
    expect(offences('death', { died: '2026-06-01' })).toEqual([])
    expect(offences('death', { died: '' })).toEqual(['value.died'])
  })
})
