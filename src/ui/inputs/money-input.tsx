import { Input } from 'antd'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { parseYuan, yuan, yuanGrouped, type Fen } from '../../base/money.ts'
import { useText } from '../language.ts'

type MoneyInputProps = { readonly id?: string; /** Where no label stands beside it. */ readonly label?: string; readonly value?: Fen; readonly onChange?: (value: Fen | string | undefined) => void }

/** An amount typed in yuan, given on as whole fen; what cannot be read is given on as typed, for the schema to refuse. */
export function MoneyInput({ id, label, value, onChange }: MoneyInputProps) {
  const t = useText()
  const [typed, setTyped] = useState<string>()
  const shown = typed ?? (typeof value === 'number' ? yuanGrouped(value) : '')
  const wrong = typed !== undefined && typed.trim() !== '' && parseYuan(typed) === undefined
  return (
    <Input
      id={id} aria-label={label} inputMode="decimal" value={shown} suffix={t({ zh: '元', en: 'yuan' })} status={wrong ? 'error' : ''}
      onFocus={({ target }) => {
        flushSync(() => setTyped(typeof value === 'number' ? yuan(value).replace(/\.00$/, '') : typed))
        // Without its grouping it is another text, in which nothing is selected any more: what a keyboard types would be added to the amount, 200 and 300 be 200300.
        target.select()
      }}
      onBlur={() => { if (!wrong) setTyped(undefined) }}
      onChange={event => {
        setTyped(event.target.value)
        onChange?.(event.target.value.trim() === '' ? undefined : parseYuan(event.target.value) ?? event.target.value)
      }}
    />
  )
}
