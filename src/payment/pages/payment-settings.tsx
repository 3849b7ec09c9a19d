import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { monthOf } from '../../base/day.ts'
import { counted, inSentence } from '../../base/english.ts'
import type { Text } from '../../base/result.ts'
import { FIELD_HELP } from '../../law/field-help.ts'
import { get, newKey, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import type { Column } from '../../ui/query-table.tsx'
import { useMay, useMe } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import type { SettingView } from '../settings/actions.ts'
import { settingInput } from '../settings/schemas.ts'
import { approverOf, APPROVERS, disclosureOf, DISCLOSURES, dueOn, payingAccountOf, SETTING_KINDS, SETTING_NAMES, type DueDay, type KeptAccount, type SettingKind } from '../settings/settings.ts'
import { PlainList } from '../../ui/plain-list.tsx'
import { useBenefits } from './prepare-run.tsx'
import './runs.css'

const VALUE_NAMES: Readonly<Record<typeof APPROVERS[number] | typeof DISCLOSURES[number], Text>> = {
  township: { zh: '乡镇领导、复核或县双拥办', en: 'The township’s leader or reviewer, or the county office' }, county: { zh: '只由县双拥办', en: 'The county office alone' },
  required: { zh: '公示期满才送银行', en: 'Nothing is sent before the notice period is over' }, none: { zh: '不要求公示', en: 'Not required' },
}

function dueDayWords({ day, month_offset }: DueDay): Text {
  const apart = Math.abs(month_offset)
  const away = month_offset > 0 ? { zh: `之后第 ${apart} 个月`, en: `${counted(apart, 'month')} after` } : { zh: `之前第 ${apart} 个月`, en: `${counted(apart, 'month')} before` }
  const months = month_offset === 0 ? { zh: '当月', en: 'the month itself' } : away
  return { zh: `${months.zh} ${day} 日`, en: `Day ${day} of ${months.en}` }
}

function accountWords({ name, bank, account_masked }: KeptAccount): Text {
  const account = account_masked.replace(/^\*+/, '**** ')
  return { zh: `${name} ${account}（${bank}）`, en: `${name} ${account} (${bank})` }
}

function valueWords(setting: SettingView): Text {
  if (setting.kind === 'due-day') return dueDayWords(setting.value)
  return setting.kind === 'paying-account' ? accountWords(setting.value) : VALUE_NAMES[setting.value]
}

const choices = <Value extends keyof typeof VALUE_NAMES>(values: readonly Value[]) => values.map(value => ({ value, label: VALUE_NAMES[value] }))
const [dueDay, approver, disclosure, payingAccount] = settingInput.options
const SCHEMAS = { 'due-day': dueDay, approver, disclosure, 'paying-account': payingAccount } as const

function fieldsOf(kind: SettingKind, benefits: NonNullable<Field['choices']>): Field[] {
  const own: Readonly<Record<SettingKind, readonly Field[]>> = {
    'due-day': [
      { name: 'benefit', label: { zh: '待遇', en: 'Benefit' }, kind: 'choice', choices: benefits, help: { zh: '不选就是全部待遇。', en: 'Left empty, all of them.' } },
      { name: 'value.day', label: { zh: '几日', en: 'Day' }, kind: 'number', help: { zh: '1 到 31；当月没有的，按月末。', en: '1 to 31; in a shorter month its last.' } },
      { name: 'value.month_offset', label: { zh: '月份之后几个月', en: 'Months after the period' }, kind: 'number', help: { zh: '0 是当月，1 是次月，负数是提前。', en: '0 is the month itself, 1 the next; negative is before.' } },
    ],
    approver: [{ name: 'value', label: { zh: '谁审批', en: 'Who approves' }, kind: 'choice', choices: choices(APPROVERS) }],
    disclosure: [{ name: 'value', label: { zh: '公示', en: 'Disclosure' }, about: FIELD_HELP.notice_period, kind: 'choice', choices: choices(DISCLOSURES) }],
    'paying-account': [
      { name: 'value.name', label: { zh: '付款户名', en: 'Name of the account' }, help: { zh: '银行预留的全称', en: 'In full, as the bank has it' } },
      { name: 'value.account', label: { zh: '付款账号', en: 'Number of the account' }, help: { zh: '8 至 32 位数字；保存后只显示末四位', en: '8 to 32 digits; once saved only its last four are shown' } },
      { name: 'value.bank', label: { zh: '付款行', en: 'Its bank' } },
    ],
  }
  return [
    { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' }, ...own[kind], { name: 'from', label: { zh: '从哪天起', en: 'From' }, kind: 'day' },
    { name: 'document', label: { zh: '依据', en: 'Document' }, help: { zh: '文号，或会议纪要', en: 'A notice, or the minutes of a meeting' } },
  ]
}

function EnterSetting({ kind, close }: { kind: SettingKind; close: () => void }) {
  const client = useQueryClient()
  const { place, today } = useMe()
  const [key] = useState(newKey)
  const { data = [] } = useBenefits()
  return (
    <FormDrawer
      id="payment-setting" title={{ zh: `设置${SETTING_NAMES[kind].zh}`, en: `Set: ${inSentence(SETTING_NAMES[kind].en)}` }} open close={close} schema={SCHEMAS[kind]}
      fields={fieldsOf(kind, data.map(({ id, name }) => ({ value: id, label: name })))} fixed={{ kind }} initial={{ place, from: today, ...(kind === 'due-day' ? { 'value.month_offset': 0 } : {}) }}
      submit={async value => {
        await send('POST', '/payment-settings', value, key)
        await client.invalidateQueries({ queryKey: ['payment-settings'] })
      }}
    />
  )
}

function useSettingColumns(): readonly [Column<SettingView>, ...Column<SettingView>[]] {
  const t = useText()
  const placeName = usePlaceName()
  const { today } = useMe()
  const { data = [] } = useBenefits()
  const nameOf = (benefit: string) => data.find(one => one.id === benefit)?.name ?? benefit
  return [
    { id: 'place', title: { zh: '辖区', en: 'Place' }, show: one => <span className="nowrap">{placeName(one.place)}</span> },
    { id: 'kind', title: { zh: '设置', en: 'Setting' }, card: 'corner', show: one => <Tag>{t(SETTING_NAMES[one.kind])}</Tag> },
    { id: 'value', title: { zh: '内容', en: 'Value' }, show: one => <>{t(valueWords(one))}{one.benefit === null ? null : <span className="muted"> {t(nameOf(one.benefit))}</span>}</> },
    { id: 'from', title: { zh: '从哪天起', en: 'From' }, show: one => <><span className="nowrap">{one.from}</span> {one.from > today ? <Tag>{t({ zh: '还没生效', en: 'Not yet' })}</Tag> : null}</> },
    { id: 'document', title: { zh: '依据', en: 'Document' }, show: one => one.document },
    { id: 'by', title: { zh: '录入', en: 'Entered by' }, show: one => <>{one.recorded_by} <span className="muted nowrap">{one.recorded_at.slice(0, 10)}</span></> },
  ]
}

/** How somebody's own place pays today. */
function Now({ all }: { all: readonly SettingView[] }) {
  const t = useText()
  const { place, today } = useMe()
  const nameOf = usePlaceName()
  const month = monthOf(today)
  const due = dueOn(all, '', place, month)
  const paying = payingAccountOf(all, place, today)
  const isApart = all.some(one => one.kind === 'due-day' && one.benefit !== null)
  return (
    <Card title={{ zh: `${nameOf(place)}现在`, en: `${nameOf(place)} now` }}>
      <dl className="pairs">
        <dt>{t(SETTING_NAMES['due-day'])}</dt>
        <dd>
          {t({ zh: `${month} 的，${due} 前到账`, en: `What is owed for ${month} arrives by ${due}` })}
          {isApart ? <span className="muted"> {t({ zh: '（单独设置的待遇除外）', en: '(but for benefits that are set apart)' })}</span> : null}
        </dd>
        <dt>{t(SETTING_NAMES.approver)}</dt><dd>{t(VALUE_NAMES[approverOf(all, place, today)])}</dd>
        <dt>{t(SETTING_NAMES.disclosure)}</dt><dd>{t(VALUE_NAMES[disclosureOf(all, place, today)])}</dd>
        <dt>{t(SETTING_NAMES['paying-account'])}</dt><dd>{t(paying ? accountWords(paying) : { zh: '没有设置；要写付款账户的代发文件导不出', en: 'Not set: bank files that name it are refused' })}</dd>
      </dl>
    </Card>
  )
}

/** How places pay: by which day, who approves, whether lists hang first. What was set before is kept. */
export function PaymentSettingsPage() {
  const t = useText()
  const may = useMay('payment.settings')
  const [kind, setKind] = useState<SettingKind>()
  const columns = useSettingColumns()
  const asked = useQuery({ queryKey: ['payment-settings'], queryFn: () => get<readonly SettingView[]>('/payment-settings') })
  return (
    <Page
      title={{ zh: '发放设置', en: 'How places pay' }} note={t({ zh: '村的设置胜过镇的，单项待遇的胜过全部的，后来的胜过从前的', en: 'A village’s outranks its township’s, one benefit’s all, and the later the earlier' })}
      actions={may ? SETTING_KINDS.map(each => <Button key={each} onClick={() => setKind(each)}>{t({ zh: `设置${SETTING_NAMES[each].zh}`, en: `Set: ${inSentence(SETTING_NAMES[each].en)}` })}</Button>) : null}
    >
      <Shown asked={asked}>{all => (
        <>
          <Now all={all} />
          <Card
            title={{ zh: '设置过的', en: 'What was set' }}
            note={t({ zh: '没有设置的：当月最后一天到账，乡镇审批，不要求公示', en: 'Where nothing is set: the month’s last day, the township approves, no disclosure' })}
          >
            {all.length === 0 ? <Empty words={{ zh: '还没有设置过。', en: 'Nothing was set yet.' }} />
              : <PlainList label={{ zh: '设置过的', en: 'What was set' }} rows={all.toReversed()} columns={columns} rowKey={one => one.id} />}
          </Card>
        </>
      )}</Shown>
      {kind ? <EnterSetting key={kind} kind={kind} close={() => setKind(undefined)} /> : null}
    </Page>
  )
}
