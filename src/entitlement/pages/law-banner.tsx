import { useQuery } from '@tanstack/react-query'
import { counted } from '../../base/english.ts'
import type { Refusal } from '../../base/result.ts'
import type { LawStanding } from '../../law/house.ts'
import { get } from '../../ui/api.ts'
import { useText } from '../../ui/language.ts'
import { useMay } from '../../ui/session.ts'

const LOOK_MILLISECONDS = 30_000
const VALUE_LENGTH = 60

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > VALUE_LENGTH ? `${text.slice(0, VALUE_LENGTH)}…` : text
}

function Fault({ fault: { place, message, value, legal } }: { fault: Refusal }) {
  const t = useText()
  return (
    <li>
      <code>{place}</code> {t(message)}{value === undefined ? null : <> <b>{shown(value)}</b></>}
      {legal?.length ? <small> {t({ zh: '可用：', en: 'Legal: ' })}{shown(legal.join(t({ zh: '、', en: ', ' })))}</small> : null}
    </li>
  )
}

/** Says on every page that the law's files have faults and the last good law stands, with each fault; nothing while all is well. */
export function LawBanner() {
  const t = useText()
  const may = useMay('law.read')
  const { data } = useQuery({ queryKey: ['law-standing'], queryFn: () => get<LawStanding>('/law/standing'), enabled: may, refetchInterval: LOOK_MILLISECONDS })
  if (!data || data.faults.length === 0) return null
  return (
    <aside className="law-fault" role="alert">
      <details>
        <summary>{t({ zh: `政策文件有 ${data.faults.length} 处错误，没有采用；现在沿用 ${data.since} 的政策。`, en: `The law’s files have ${counted(data.faults.length, 'fault')} and were not taken; the law of ${data.since} stands.` })}</summary>
        <ul>{data.faults.map((fault, index) => <Fault key={index} fault={fault} />)}</ul>
      </details>
    </aside>
  )
}
