import type { FormInstance } from 'antd'
import type { Refusal } from '../base/result.ts'
import { wordsAtField } from './field-words.ts'
import type { Words } from './language.ts'

type Path = readonly (string | number)[]

const pathOf = (place: string): Path => place.split('.').map(part => (/^\d+$/.test(part) ? Number(part) : part))
const begins = (path: Path, name: Path): boolean => name.every((part, index) => path[index] === part)

/** Sets each refusal at its field, the whole form at once, and goes to the first; answers those that have none. */
export function refuseFields(form: FormInstance, refusals: readonly Refusal[], t: (words: Words) => string): readonly Refusal[] {
  const names = form.getFieldsError().map(({ name }) => name as Path) // antd's names are paths of words and numbers
  const found = refusals.map(refusal => ({ refusal, name: names.filter(name => begins(pathOf(refusal.place), name)).toSorted((a, b) => b.length - a.length)[0] }))
  const said = (refusal: Refusal) => {
    const { next, legal, code } = refusal
    const message = wordsAtField(refusal)
    return t({ zh: `${message.zh}${next?.zh ?? (code === 'invalid' && legal?.length ? `可填：${legal.join('、')}` : '')}`, en: `${message.en} ${next?.en ?? (code === 'invalid' && legal?.length ? `Legal: ${legal.join(', ')}` : '')}`.trim() })
  }
  form.setFields(names.map(name => ({
    name: [...name], errors: found.filter(one => one.name !== undefined && one.name.join() === name.join()).map(({ refusal }) => said(refusal)),
  })))
  const first = names.find(name => found.some(one => one.name?.join() === name.join()))
  if (first) form.scrollToField([...first], { focus: true, block: 'center' })
  return found.flatMap(one => (one.name === undefined ? [one.refusal] : []))
}
