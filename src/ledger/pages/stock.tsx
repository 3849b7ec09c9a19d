import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import { get, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { Card } from '../../ui/page.tsx'
import { PlainList } from '../../ui/plain-list.tsx'
import type { Column } from '../../ui/query-table.tsx'
import { useMay, useMe } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
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
  const does = (item: StockItem, act: NonNullable<typeof choose>) => (
    <span className="buttons">
      <Button size="small" onClick={() => act(item, 'receive')}>{t({ zh: '入库', en: 'Receive' })}</Button>
      <Button size="small" onClick={() => act(item, 'count')}>{t({ zh: '盘点', en: 'Count' })}</Button>
    </span>
  )
  const columns: readonly [Column<StockItem>, ...Column<StockItem>[]] = [
    { id: 'name', title: { zh: '品名', en: 'Name' }, show: item => item.name },
    { id: 'left', title: { zh: '库存', en: 'In store' }, show: item => `${item.quantity_left} ${item.unit}`, number: true },
    { id: 'price', title: { zh: '单价（元）', en: 'Price of one' }, show: item => yuanGrouped(item.unit_price_fen), number: true },
    { id: 'worth', title: { zh: '金额（元）', en: 'Worth' }, show: item => yuanGrouped(valueOf(item, item.quantity_left)), number: true },
    { id: 'fund', title: { zh: '出自资金', en: 'Paid by' }, show: item => fundName(item.fund) },
    ...(choose ? [{ id: 'act', title: { zh: '办理', en: 'Do' }, card: 'foot' as const, show: (item: StockItem) => does(item, choose) }] : []),
  ]
  return <PlainList label={{ zh: '慰问品库存', en: 'Goods in store' }} rows={items} columns={columns} rowKey={item => item.id} shown={items.length} />
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
