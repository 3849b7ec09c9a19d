import { Input } from 'antd'
import { useState } from 'react'
import type { Bound } from '../../ui/form.tsx'

const namesIn = (text: string): string[] => text.split(/[、,，;；\s]+/).filter(name => name !== '')

/** Several names in one line, as offices write them: 林经办、何专干. */
export function NamesInput({ id, value, onChange }: Bound) {
  const [typed, setTyped] = useState<string>()
  const names = Array.isArray(value) ? value.map(String) : []
  return (
    <Input
      id={id} autoComplete="off" value={typed ?? names.join('、')} onBlur={() => setTyped(undefined)}
      onChange={event => { setTyped(event.target.value); onChange?.(namesIn(event.target.value)) }}
    />
  )
}
