import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { createContext, useContext, useId } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import { valueOf, type StockItem } from '../../ledger/stock/stock.ts'
import { get } from '../../ui/api.ts'
import type { Bound } from '../../ui/form.tsx'
import { MoneyInput } from '../../ui/inputs/money-input.tsx'
import { useText } from '../../ui/language.ts'
import { useMay } from '../../ui/session.ts'
import type { Goods } from '../visits.ts'

/** What the round gives each household: all that a village, which does not see the store, may choose from. */
export const Standard = createContext<readonly Goods[]>([])

type Choice = { readonly item: string; readonly name: string; readonly unit_price_fen: number; readonly left: number | null; readonly unit: string }

function useChoices(): readonly Choice[] {
  const standard = useContext(Standard)
  const may = useMay('ledger.read')
  const { data } = useQuery({ queryKey: ['funds', 'stock'], queryFn: () => get<readonly StockItem[]>('/stock'), enabled: may })
  const stock = (data ?? []).map(({ id, name, unit, unit_price_fen, quantity_left }) => ({ item: id, name, unit, unit_price_fen, left: quantity_left }))
  const named = standard.flatMap(({ item, name, quantity, value_fen }) =>
    (item === undefined || quantity === undefined ? [] : [{ item, name, unit: '', unit_price_fen: value_fen / quantity, left: null }]))
  return [...stock, ...named.filter(each => !stock.some(other => other.item === each.item))]
}

function Row({ thing, price, change, remove }: { thing: Goods; price: number | undefined; change: (thing: Goods) => void; remove: () => void }) {
  const t = useText()
  const quantity = thing.quantity ?? 1
  const count = (next: number | null) => {
    if (next !== null && price !== undefined) change({ ...thing, quantity: next, value_fen: valueOf({ unit_price_fen: price }, next) })
  }
  return (
    <li>
      {thing.item === undefined ? (
        <>
          <Input aria-label={t({ zh: '品名', en: 'Name' })} placeholder={t({ zh: '品名', en: 'Name' })} value={thing.name} onChange={event => change({ ...thing, name: event.target.value })} />
          <MoneyInput label={t({ zh: '价值', en: 'Value' })} value={thing.value_fen} onChange={value => change({ ...thing, value_fen: value as number })} />
        </>
      ) : (
        <>
          <span className="thing"><b>{thing.name}</b><small>{t({ zh: `${yuanGrouped(thing.value_fen)} 元`, en: `${yuanGrouped(thing.value_fen)} yuan` })}</small></span>
          <span className="stepper">
            <Button aria-label={t({ zh: `${thing.name}减一`, en: `one ${thing.name} less` })} disabled={quantity <= 1} onClick={() => count(quantity - 1)}>−</Button>
            <InputNumber aria-label={t({ zh: `${thing.name}数量`, en: `how many ${thing.name}` })} min={1} precision={0} controls={false} value={quantity} onChange={count} />
            <Button aria-label={t({ zh: `${thing.name}加一`, en: `one ${thing.name} more` })} onClick={() => count(quantity + 1)}>＋</Button>
          </span>
        </>
      )}
      <Button type="text" aria-label={t({ zh: `去掉${thing.name}`, en: `without ${thing.name}` })} onClick={remove}>✕</Button>
    </li>
  )
}

/** Goods that are given: out of the store by item and quantity, or another thing with its value. */
export function GoodsInput({ id, value, onChange }: Bound) {
  const t = useText()
  const own = useId()
  const choices = useChoices()
  const goods = Array.isArray(value) ? value as readonly Goods[] : [] // what this input itself has given on
  const open = choices.filter(choice => !goods.some(thing => thing.item === choice.item))
  const add = (item: string) => {
    const choice = choices.find(each => each.item === item)
    if (choice) onChange?.([...goods, { name: choice.name, item, quantity: 1, value_fen: choice.unit_price_fen }])
  }
  const optionWords = (choice: Choice) => `${choice.name} ${yuanGrouped(choice.unit_price_fen)}${choice.left === null ? '' : t({ zh: `，库存 ${choice.left} ${choice.unit}`, en: `, ${choice.left} in store` })}`
  return (
    <div className="goods" role="group" aria-label={t({ zh: '慰问品', en: 'Goods' })}>
      <ul>
        {goods.map((thing, index) => (
          <Row
            key={thing.item ?? index} thing={thing} price={choices.find(choice => choice.item === thing.item)?.unit_price_fen}
            change={next => onChange?.(goods.map((each, at) => (at === index ? next : each)))} remove={() => onChange?.(goods.filter((_, at) => at !== index))}
          />
        ))}
      </ul>
      <span className="add">
        {open.length === 0 ? null : (
          <Select<string>
            id={id ?? own} aria-label={t({ zh: '从库存选', en: 'Out of the store' })} value={null} placeholder={t({ zh: '从库存选', en: 'Out of the store' })} onChange={add}
            options={open.map(choice => ({ value: choice.item, label: optionWords(choice), disabled: choice.left === 0 }))}
          />
        )}
        <Button onClick={() => onChange?.([...goods, { name: '', value_fen: 0 }])}>{t({ zh: '其他物品', en: 'Another thing' })}</Button>
      </span>
    </div>
  )
}
