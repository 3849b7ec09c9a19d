import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import { get, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { Card } from '../../ui/page.tsx'
import { useMay, useMe } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import type { Fund } from '../ledger.ts'
import { countInput } from '../proposals/schemas.ts'
import { itemInput, receiptInput } from '../stock/schemas.ts'
import { valueOf, type StockItem } from '../stock/stock.ts'

type Step = 'receive' | 'count'
type Drawer = { readonly close: () => void; readonly changed: () => void }

const DOCUMENT: Field = { name: 'document', label: { zh: '文件', en: 'Document' } }

function AddItem({ funds, close, changed }: Drawer & { funds: readonly Fund[] }) {
  const able = funds.filter(fund => fund.purpose !== 'benefits').map(fund => ({ value: fund.id, label: { zh: fund.name, en: fund.name } }))
  const fields: readonly Field[] = [
    { name: 'fund', label: { zh: '出自资金', en: 'Paid by' }, kind: 'choice', choices: able },
    { name: 'name', label: { zh: '品名', en: 'Name' } }, { name: 'unit', label: { zh: '单位', en: 'Unit' }, help: { zh: '如：袋、桶、床', en: 'As it is counted' } },
    { name: 'unit_price_fen', label: { zh: '单价', en: 'Price of one' }, kind: 'money', help: { zh: '单价不同的另设一种', en: 'Another price is another item' } },
  ]
  return (
    <FormDrawer
      id="add-item" title={{ zh: '新增物品', en: 'A new item' }} open close={close} schema={itemInput} fields={fields}
      submit={async value => { await send('POST', '/stock', value); changed() }}
    />
  )
}

const RECEIPT_FIELDS: readonly Field[] = [
  { name: 'quantity', label: { zh: '数量', en: 'Quantity' } }, { ...DOCUMENT, help: { zh: '采购合同、发票或捐赠清单', en: 'Contract, invoice or list of what was donated' } },
  { name: 'on', label: { zh: '入库日期', en: 'Received on' }, kind: 'day' },
]
const COUNT_FIELDS: readonly Field[] = [
  {
    name: 'quantity_counted', label: { zh: '实点数量', en: 'Counted' } }, { ...DOCUMENT,
    help: { zh: '两人签字的盘点表', en: 'The sheet that both who counted have signed' },
  },
  { name: 'reason', label: { zh: '说明', en: 'What is to be said' }, kind: 'long' }, { name: 'happens_on', label: { zh: '盘点日期', en: 'Counted on' }, kind: 'day' },
]

function ItemDrawer({ item, step, close, changed }: Drawer & { item: StockItem; step: Step }) {
  const { today } = useMe()
  if (step === 'receive') {
    return (
      <FormDrawer
        id="receive" title={{ zh: `入库：${item.name}`, en: `Receive: ${item.name}` }} open close={close}
        schema={receiptInput} fields={RECEIPT_FIELDS} initial={{ on: today }}
        submit={async value => { await send('POST', `/stock/${item.id}/receipts`, value); changed() }}
      />
    )
  }
  return (
    <FormDrawer
      id="count" title={{ zh: `盘点：${item.name}`, en: `Count: ${item.name}` }} open close={close}
      schema={countInput} fields={COUNT_FIELDS} initial={{ happens_on: today }} fixed={{ item: item.id }}
      submit={async value => { await send('POST', '/stock/counts', value); changed() }}
    />
  )
}

function Items({ items, fundName, choose }: { items: readonly StockItem[]; fundName: (id: string) => string; choose: ((item: StockItem, step: Step) => void) | undefined }) {
  const t = useText()
  const narrow = useNarrow()
  const left = (item: StockItem) => `${item.quantity_left} ${item.unit}`
  const buttons = (item: StockItem) => (choose ? (
    <span className="buttons">
      <Button size="small" onClick={() => choose(item, 'receive')}>{t({ zh: '入库', en: 'Receive' })}</Button>
      <Button size="small" onClick={() => choose(item, 'count')}>{t({ zh: '盘点', en: 'Count' })}</Button>
    </span>
  ) : null)
  const words = {
    left: t({ zh: '库存', en: 'In store' }), price: t({ zh: '单价（元）', en: 'Price of one' }),
    worth: t({ zh: '金额（元）', en: 'Worth' }), fund: t({ zh: '出自资金', en: 'Paid by' }),
  }
  if (narrow) {
    return (
      <ul className="fund-cards">
        {items.map(item => (
          <li key={item.id}>
            <h3>{item.name}</h3>
            <dl className="pairs">
              <dt>{words.left}</dt><dd>{left(item)}</dd><dt>{words.price}</dt><dd>{yuanGrouped(item.unit_price_fen)}</dd>
              <dt>{words.worth}</dt><dd>{yuanGrouped(valueOf(item, item.quantity_left))}</dd><dt>{words.fund}</dt><dd>{fundName(item.fund)}</dd>
            </dl>
            {buttons(item)}
          </li>
        ))}
      </ul>
    )
  }
  return (
    <table className="plain">
      <thead><tr>
        <th scope="col">{t({ zh: '品名', en: 'Name' })}</th><th scope="col" className="n">{words.left}</th>
        <th scope="col" className="n">{words.price}</th><th scope="col" className="n">{words.worth}</th>
        <th scope="col">{words.fund}</th>{choose ? <th scope="col">{t({ zh: '办理', en: 'Do' })}</th> : null}
      </tr></thead>
      <tbody>{items.map(item => (
        <tr key={item.id}>
          <td>{item.name}</td><td className="n">{left(item)}</td><td className="n">{yuanGrouped(item.unit_price_fen)}</td>
          <td className="n">{yuanGrouped(valueOf(item, item.quantity_left))}</td>
          <td>{fundName(item.fund)}</td>{choose ? <td>{buttons(item)}</td> : null}
        </tr>
      ))}</tbody>
    </table>
  )
}

/** The goods in store: what is there, what came in, what a count found. */
export function Stock({ funds, changed }: { funds: readonly Fund[]; changed: () => void }) {
  const t = useText()
  const may = useMay('ledger.fund')
  const asked = useQuery({ queryKey: ['funds', 'stock'], queryFn: () => get<readonly StockItem[]>('/stock') })
  const [adding, setAdding] = useState(false)
  const [chosen, setChosen] = useState<{ item: StockItem; step: Step }>()
  const names = new Map(funds.map(fund => [fund.id, fund.name]))
  return (
    <Card
      className="stock"
      title={{ zh: '慰问品库存', en: 'Goods in store' }} more={may ? <Button onClick={() => setAdding(true)}>{t({ zh: '新增物品', en: 'New item' })}</Button> : null}
    >
      <Shown asked={asked}>{items => (items.length === 0
        ? <Empty words={{ zh: '库里没有物品。买进的慰问品先设品名、单价，再登记入库；走访时从库里发出。', en: 'Nothing is in store. Name an item with its price, receive it, and give it out at a visit.' }} />
        : <Items items={items} fundName={id => names.get(id) ?? '–'} choose={may ? (item, step) => setChosen({ item, step }) : undefined} />)}</Shown>
      {adding ? <AddItem funds={funds} close={() => setAdding(false)} changed={changed} /> : null}
      {chosen ? <ItemDrawer {...chosen} close={() => setChosen(undefined)} changed={changed} /> : null}
    </Card>
  )
}
