import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Select } from 'antd'
import { useId, useState } from 'react'
import { counted } from '../../base/english.ts'
import { yuanGrouped } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import { NOTICE_STATE_NAMES } from '../../disclosure/disclosure.ts'
import { get, newKey, send } from '../../ui/api.ts'
import { FileButton } from '../../ui/file-button.tsx'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { useMay } from '../../ui/session.ts'
import { Shown } from '../../ui/states.tsx'
import type { RunView } from '../actions.ts'
import { disclosing } from '../disclosure/schemas.ts'
import type { RosterSummary } from '../rosters/actions.ts'
import { ReturnUpload } from './return-upload.tsx'

type Format = { readonly id: string; readonly name: Text; readonly kind: string }
const KINDS: Readonly<Record<string, Text>> = {
  sheet: { zh: '表格', en: 'Sheet' }, separated: { zh: '分隔文本', en: 'Separated text' }, fixed: { zh: '定长文本', en: 'Fixed width' }, 'credit-transfer': { zh: '报文', en: 'Message' },
}

function BankFile({ run }: { run: RunView }) {
  const t = useText()
  const id = useId()
  const [format, setFormat] = useState('generic-xlsx')
  const asked = useQuery({ queryKey: ['payment-formats'], queryFn: () => get<readonly Format[]>('/payment/formats'), staleTime: 300_000 })
  return (
    <div className="stack">
      <label htmlFor={id}>{t({ zh: '代发文件的格式', en: 'Layout of the bank file' })}</label>
      <span className="row">
        <Select id={id} value={format} onChange={setFormat} loading={asked.isPending} options={asked.data?.map(one => ({ value: one.id, label: `${t(one.name)} · ${t(KINDS[one.kind] ?? one.kind)}` }))} />
        <FileButton path={`/runs/${run.id}/export?format=${format}`} name={`${run.number}.xlsx`} primary>{t({ zh: '导出代发文件', en: 'Take the bank file' })}</FileButton>
      </span>
    </div>
  )
}

function Rosters({ run }: { run: RunView }) {
  const t = useText()
  const mayReveal = useMay('roster.reveal')
  const [masked, setMasked] = useState(!mayReveal)
  const [byVillage, setByVillage] = useState(false)
  const asked = useQuery({ queryKey: ['run', run.id, 'rosters'], queryFn: () => get<readonly RosterSummary[]>(`/runs/${run.id}/rosters`) })
  return (
    <Card title={{ zh: '发放名册', en: 'Rosters' }} more={<>
      <Checkbox checked={masked} disabled={!mayReveal} onChange={event => setMasked(event.target.checked)}>{t({ zh: '遮住姓名和号码', en: 'Names and numbers masked' })}</Checkbox>
      <Checkbox checked={byVillage} onChange={event => setByVillage(event.target.checked)}>{t({ zh: '一村一张', en: 'A sheet for each village' })}</Checkbox>
    </>}>
      <Shown asked={asked}>{offers => (
        <ul className="files">{offers.map(offer => (
          <li key={offer.id}>
            <span>{t(offer.name)} <span className="muted">{t({ zh: `${offer.persons} 人`, en: `${counted(offer.persons, 'person')}` })} <span className="num">{yuanGrouped(offer.amount_fen)}</span></span></span>
            <FileButton path={`/runs/${run.id}/rosters/${offer.id}?masked=${masked}&by_village=${byVillage}`} name={`${t(offer.name)}.xlsx`}>{t({ zh: '下载', en: 'Download' })}<span className="hidden"> {t(offer.name)}</span></FileButton>
          </li>
        ))}</ul>
      )}</Shown>
    </Card>
  )
}

function BeginLists({ run, close }: { run: RunView; close: () => void }) {
  const client = useQueryClient()
  const [key] = useState(newKey)
  return (
    <FormDrawer
      id="disclose-this-run" title={{ zh: '按村编制公示名单', en: 'A list for each village' }} open close={close} schema={disclosing}
      fields={[
        { name: 'contact.phone', label: { zh: '受理异议的电话', en: 'Phone for objections' }, help: { zh: '不填就沿用本镇上一份公示的。', en: 'Left empty, that of the township’s last notice.' } },
        { name: 'contact.address', label: { zh: '受理异议的地址', en: 'Address for objections' } },
      ]}
      submit={async value => {
        await send('POST', `/runs/${run.id}/disclosure`, value, key)
        await client.invalidateQueries({ queryKey: ['run', run.id] })
      }}
    />
  )
}

function Lists({ run }: { run: RunView }) {
  const t = useText()
  const placeName = usePlaceName()
  const may = useMay('disclosure.prepare')
  const [open, setOpen] = useState(false)
  const { required, villages } = run.disclosure
  const begun = villages.filter(village => village.list !== null)
  const mayBegin = may && run.state === 'approved' && begun.length < villages.length
  return (
    <Card
      title={{ zh: '公示名单', en: 'Public lists' }} note={t(required ? { zh: '这里要求公示期满才能送银行', en: 'The notice period must be over before anything is sent' } : { zh: '这里不要求公示', en: 'Not required here' })}
      more={mayBegin ? <Button onClick={() => setOpen(true)}>{t({ zh: '按村编制', en: 'Draft them' })}</Button> : null}
    >
      {begun.length === 0 ? <p className="muted">{t({ zh: '还没有名单；审批以后、送银行以前编制。', en: 'None yet; they are drafted between approval and sending.' })}</p> : (
        <ul className="files">{begun.map(({ place, list, done }) => (
          <li key={place}><span><Go to={`/disclosure/${list!.id}`}>{placeName(place)}</Go></span><Tag tone={done ? 'ok' : 'warn'}>{t(NOTICE_STATE_NAMES[list!.state])}</Tag></li>
        ))}</ul>
      )}
      {open ? <BeginLists run={run} close={() => setOpen(false)} /> : null}
    </Card>
  )
}

/** Everything of a run that is a file: to the bank and back, on paper, on the village's board. */
export function RunFiles({ run }: { run: RunView }) {
  const [mayExport, mayReturn] = [run.allowed.includes('export'), run.allowed.includes('return')]
  return (
    <>
      {mayExport || mayReturn ? (
        <Card title={{ zh: '银行文件', en: 'Bank files' }}>
          <div className="bank-files">{mayExport ? <BankFile run={run} /> : null}{mayReturn ? <ReturnUpload /> : null}</div>
        </Card>
      ) : null}
      {run.state === 'discarded' ? null : <div className="cols c21"><Lists run={run} /><Rosters run={run} /></div>}
    </>
  )
}
