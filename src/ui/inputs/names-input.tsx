import { Select } from 'antd'
import { useText } from '../language.ts'

type NamesInputProps = {
  readonly id?: string
  readonly value?: readonly string[]
  readonly onChange?: (value: readonly string[]) => void
  /** What is offered beside free text. */
  readonly offered?: readonly string[]
}

/** Names one after another: Enter, a comma or 、 ends each; a pasted list comes apart by itself. */
export function NamesInput({ id, value, onChange, offered }: NamesInputProps) {
  const t = useText()
  return (
    <Select<readonly string[]>
      id={id} mode="tags" value={value ?? []} onChange={names => onChange?.(names.map(name => name.trim()).filter(name => name !== ''))} open={offered ? undefined : false} suffixIcon={null}
      tokenSeparators={['、', '，', ',', ';', '；', '\n', '\t']} options={(offered ?? []).map(name => ({ value: name, label: name }))} placeholder={t({ zh: '输入后回车，或用顿号隔开', en: 'Enter after each, or commas between' })}
    />
  )
}
