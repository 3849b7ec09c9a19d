import { useQuery } from '@tanstack/react-query'
import { QRCode } from 'antd'
import { yuanGrouped } from '../../../base/money.ts'
import { get, queryOf } from '../../../ui/api.ts'
import { FileButton } from '../../../ui/file-button.tsx'
import { useText } from '../../../ui/language.ts'
import { useMay } from '../../../ui/session.ts'
import type { SignedReceipt } from '../actions.ts'
import './receipts.css'

/** Enough for a hand-held phone over paper: about 150 letters in the code. */
const PIXELS = 168

function Receipt({ receipt }: { receipt: SignedReceipt }) {
  const t = useText()
  const months = receipt.from === receipt.to ? receipt.from : t({ zh: `${receipt.from} 至 ${receipt.to}`, en: `${receipt.from} to ${receipt.to}` })
  return (
    <li>
      {/* All that the code says stands beside it in words. */}
      <span aria-hidden="true"><QRCode value={receipt.text} type="svg" size={PIXELS} errorLevel="M" bordered={false} color="#000" bgColor="#fff" /></span>
      <div>
        <b lang="zh-CN">{receipt.benefit}</b>
        <span>{months}</span>
        <span>{t({ zh: '已到账', en: 'Arrived' })} <b className="num">{yuanGrouped(receipt.amount_fen)}</b> {t({ zh: '元', en: 'yuan' })}</span>
        <small>{t({ zh: `日志号 ${receipt.journal_number}`, en: `Journal number ${receipt.journal_number}` })}</small>
      </div>
    </li>
  )
}

/** What arrived for a person in a year, with codes that the page for checking slips reads; nothing where nothing arrived yet. */
export function Receipts({ person, year }: { person: string; year: number }) {
  const t = useText()
  const may = useMay('payment.read')
  const asked = useQuery({ queryKey: ['person', person, 'receipts', year], enabled: may, queryFn: () => get<readonly SignedReceipt[]>(`/people/${person}/receipts${queryOf({ year })}`) })
  if (!asked.data || asked.data.length === 0) return null
  return (
    <section className="receipts">
      <h2>{t({ zh: '已经到账的', en: 'What has arrived' })}</h2>
      <ul>{asked.data.map(receipt => <Receipt key={receipt.benefit} receipt={receipt} />)}</ul>
      <p><small>{t({ zh: '二维码由本单位签名，用“明白卡核对”页可以不联网核对真假。', en: 'The codes are signed by this office; the page “Check a slip” tells without a network whether they are true.' })}</small>
        <FileButton path="/slips/check-page" name="明白卡核对.html">{t({ zh: '下载核对页', en: 'Get that page' })}</FileButton></p>
    </section>
  )
}
