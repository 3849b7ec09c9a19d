import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Radio } from 'antd'
import { useId, useState } from 'react'
import { downloadBy, get } from '../../ui/api.ts'
import { Labelled } from '../../ui/labelled.tsx'
import { useText } from '../../ui/language.ts'
import { useMay } from '../../ui/session.ts'
import { Refusals, Shown } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import { useStep } from '../../ui/step.ts'
import { DEFAULT_MASKING, type MaskingLine } from '../export/masking.ts'

function Choice({ offers, chosen, choose, may }: { offers: readonly MaskingLine[]; chosen: string; choose: (id: string) => void; may: boolean }) {
  const t = useText()
  const id = useId()
  return (
    <Radio.Group aria-label={t({ zh: '号码怎么写', en: 'How numbers are shown' })} value={chosen} onChange={event => choose(String(event.target.value))} style={{ display: 'grid', gap: 10 }}>
      {offers.map(offer => (
        <div key={offer.id}>
          <Radio value={offer.id} disabled={offer.reveals && !may} aria-describedby={`${id}${offer.id}`}>{t(offer.name)}{offer.reveals ? t({ zh: '（写用途，留痕）', en: ' (say what for; it is recorded)' }) : ''}</Radio>
          <div id={`${id}${offer.id}`} className="muted" style={{ paddingInlineStart: 24, fontSize: 13, lineHeight: 1.6 }}>{t(offer.note)}</div>
        </div>
      ))}
    </Radio.Group>
  )
}

/** Takes the list out that is searched for: masked unless somebody says why not. */
export function ExportDialog({ query, close }: { query: Readonly<Record<string, string>>; close: () => void }) {
  const t = useText()
  const may = useMay('roster.reveal')
  const asked = useQuery({ queryKey: ['maskings'], queryFn: () => get<readonly MaskingLine[]>('/people/maskings'), staleTime: 300_000 })
  const [masking, setMasking] = useState<string>(DEFAULT_MASKING)
  const [reason, setReason] = useState('')
  const { busy, refusals, take } = useStep()
  const reveals = asked.data?.find(offer => offer.id === masking)?.reveals ?? false
  const filled = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
  const run = async () => { if (await take(() => downloadBy('/people/export', { ...filled, masking, ...(reveals ? { reason } : {}) }, 'export.xlsx'))) close() }
  return (
    <Modal
      open onCancel={close} title={t({ zh: '导出名册', en: 'Export the roster' })}
      footer={[
        <Button key="close" onClick={close}>{t({ zh: '取消', en: 'Cancel' })}</Button>,
        <StepButton key="export" type="primary" busy={busy} disabled={reveals && reason.trim().length < 2} onClick={() => void run()}>{t({ zh: '下载', en: 'Download' })}</StepButton>,
      ]}
    >
      <div style={{ display: 'grid', gap: 12 }}>
        <p className="muted">{t({ zh: '导出的是现在查出的这些人。号码怎么写：', en: 'The people now listed are exported. How their numbers are shown:' })}</p>
        <Shown asked={asked}>{offers => <Choice offers={offers} chosen={masking} choose={setMasking} may={may} />}</Shown>
        {reveals ? (
          <Labelled label={{ zh: '给谁、做什么用', en: 'For whom and what for' }} refusals={refusals}>{bound => (
            <Input {...bound} maxLength={100} value={reason} onChange={event => setReason(event.target.value)} placeholder={t({ zh: '例如：报县局年度核查', en: 'For example: the county’s yearly check' })} />
          )}</Labelled>
        ) : <Refusals refusals={refusals} />}
      </div>
    </Modal>
  )
}
