import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../base/result.ts'
import { newKey, Refused, send } from '../../ui/api.ts'
import { Go, useGo, usePart } from '../../ui/go.tsx'
import { DateInput } from '../../ui/inputs/date-input.tsx'
import { PlaceSelect } from '../../ui/inputs/place-select.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page } from '../../ui/page.tsx'
import { refuseFields } from '../../ui/refused-fields.ts'
import { useMe } from '../../ui/session.ts'
import { Refusals, refusalsIn, Shown } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import type { GroupView } from '../actions.ts'
import { adjustmentOf, MEMBER_ROLE_NAMES, MEMBER_ROLES, membersOn, type Member, type MemberRole } from '../organization.ts'
import { loadGroup } from './group.tsx'
import './organization.css'

type Row = { readonly id?: string; readonly role?: MemberRole; readonly name?: string; readonly office?: string }
type Values = { readonly place?: string; readonly name?: string; readonly on?: string; readonly document?: string; readonly reason?: string; readonly members?: readonly Row[] }

const wanting = (place: string): Refusal => ({ code: 'missing', place, message: { zh: '这一项要填写', en: 'This must be filled in' } })
/** Every empty cell at once: what else is wrong the server says, at once too. */
const emptyIn = (values: Values, names: readonly (keyof Values)[]): Refusal[] => [
  ...names.filter(name => !values[name]).map(wanting),
  ...(values.members ?? []).flatMap((row, index) => (['role', 'name', 'office'] as const).filter(part => !row[part]?.trim()).map(part => wanting(`members.${index}.${part}`))),
]

function MemberRows() {
  const t = useText()
  return (
    <Form.List name="members">{(rows, { add, remove }) => (
      <div className="member-rows">
        {rows.map(({ key, name }) => (
          <div key={key} className="member-row" role="group" aria-label={t({ zh: `第 ${name + 1} 位`, en: `Member ${name + 1}` })}>
            <Form.Item name={[name, 'id']} hidden><Input /></Form.Item>
            <Form.Item name={[name, 'role']} label={t({ zh: '组内职务', en: 'Role' })} required><Select options={MEMBER_ROLES.map(value => ({ value, label: t(MEMBER_ROLE_NAMES[value]) }))} /></Form.Item>
            <Form.Item name={[name, 'name']} label={t({ zh: '姓名', en: 'Name' })} required><Input autoComplete="off" /></Form.Item>
            <Form.Item name={[name, 'office']} label={t({ zh: '单位及职务', en: 'Office' })} required><Input autoComplete="off" /></Form.Item>
            <Button onClick={() => remove(name)}>{t({ zh: '退出', en: 'Leaves' })}</Button>
          </div>
        ))}
        <div><Button onClick={() => add({ role: 'member' })}>{t({ zh: '加一位', en: 'Add a member' })}</Button></div>
      </div>
    )}</Form.List>
  )
}

type EditorProps = { readonly isNew: boolean; readonly initial: Values; readonly members: readonly Member[]; readonly back: string; readonly submit: (values: Values) => Promise<void> }

/** The list of members as it is to stand, by which document and from which day. */
function Editor({ isNew, initial, members, back, submit }: EditorProps) {
  const t = useText()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const [rest, setRest] = useState<readonly Refusal[]>([])
  const rows = Form.useWatch('members', form) ?? initial.members ?? []
  const filled = rows.flatMap(row => (row?.role && row.name && row.office ? [{ ...row, role: row.role, name: row.name, office: row.office }] : []))
  const { joins, leaves } = adjustmentOf(members, filled)
  const finish = async (values: Values) => {
    const faults = emptyIn(values, isNew ? ['place', 'name', 'on', 'document'] : ['on', 'document'])
    setRest(refuseFields(form, faults, t))
    if (faults.length > 0) return
    setBusy(true)
    try {
      await submit(values)
    } catch (error) {
      setRest(refuseFields(form, refusalsIn(error), t))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form form={form} id="group" name="group" layout="vertical" requiredMark="optional" disabled={busy} initialValues={initial} onFinish={values => void finish(values)} className="organization-form">
      <Refusals refusals={rest} />
      <Card title={isNew ? { zh: '凭什么成立', en: 'By what it is established' } : { zh: '凭什么调整', en: 'By what it is adjusted' }}>
        <div className="fields">
          {isNew ? <Form.Item name="place" label={t({ zh: '地方', en: 'Where' })} required><PlaceSelect /></Form.Item> : null}
          {isNew ? <Form.Item name="name" label={t({ zh: '名称', en: 'Name' })} required><Input autoComplete="off" /></Form.Item> : null}
          <Form.Item name="on" label={t({ zh: '从哪天起', en: 'From which day' })} required><DateInput /></Form.Item>
          <Form.Item name="document" label={t({ zh: '文件（文号）', en: 'Document' })} required><Input autoComplete="off" maxLength={100} /></Form.Item>
          {isNew ? null : <Form.Item name="reason" label={t({ zh: '事由', en: 'Why' })}><Input autoComplete="off" maxLength={500} /></Form.Item>}
        </div>
      </Card>
      <Card title={{ zh: '成员', en: 'Members' }} note={isNew ? null : <span role="status">{t({ zh: `与上一次相比：进 ${joins.length} 人，退 ${leaves.length} 人（改职务算先退后进）`, en: `Against the last: ${joins.length} join, ${leaves.length} leave (a change of office is both)` })}</span>}>
        <MemberRows />
      </Card>
      <div className="form-steps"><StepButton type="primary" htmlType="submit" busy={busy}>{t({ zh: '保存', en: 'Save' })}</StepButton><Go className="btn" to={back}>{t({ zh: '取消', en: 'Cancel' })}</Go></div>
    </Form>
  )
}

function useGroupsChanged(): () => Promise<unknown> {
  const client = useQueryClient()
  return () => Promise.all(['groups', 'plan', 'tasks', 'task', 'desk'].map(key => client.invalidateQueries({ queryKey: [key] })))
}

export function NewGroupPage() {
  const go = useGo()
  const me = useMe()
  const changed = useGroupsChanged()
  const [key] = useState(newKey)
  const establish = async ({ place, name, on, document, members = [] }: Values) => {
    await send('POST', '/groups', { place, name, on, document, members: members.map(({ role, name: who, office }) => ({ role, name: who, office })) }, key)
    await changed()
    go('/organization')
  }
  return (
    <Page title={{ zh: '新建领导小组', en: 'Establish a leading group' }}>
      <Editor isNew initial={{ place: me.place, on: me.today, members: [{ role: 'head' }, { role: 'deputy' }, { role: 'office-director' }] }} members={[]} back="/organization" submit={establish} />
    </Page>
  )
}

function Adjust({ group }: { group: GroupView }) {
  const t = useText()
  const go = useGo()
  const me = useMe()
  const changed = useGroupsChanged()
  // What was read is what is adjusted, whatever the page learns meanwhile.
  const [opened] = useState(group)
  const [conflict, setConflict] = useState<GroupView>()
  const members = membersOn(opened.members, me.today)
  const adjust = async ({ on, document, reason, members: rows = [] }: Values) => {
    const wanted = rows.map(row => ({ ...row, role: row.role ?? 'member', name: row.name ?? '', office: row.office ?? '' }))
    try {
      await send('POST', `/groups/${opened.id}/adjust`, { on, document, reason: reason || null, ...adjustmentOf(members, wanted), after: opened.versions.at(-1)?.id })
    } catch (error) {
      if (error instanceof Refused && error.refusals.some(refusal => refusal.code === 'conflict')) setConflict(await loadGroup(opened.id))
      throw error
    }
    await changed()
    go(`/organization/${opened.id}`)
  }
  const last = conflict?.versions.at(-1)
  return (
    <>
      {last ? <p className="notice" role="status">{t({ zh: `${last.document}刚刚作了调整（${last.on}）。您填的还在下面；请`, en: `${last.document} has just adjusted it (${last.on}). What you typed is still below; ` })}<a href={`/organization/${opened.id}`} target="_blank" rel="noreferrer">{t({ zh: '看新的成员', en: 'see the new members' })}</a>{t({ zh: '，再重新调整。', en: ', then adjust anew.' })}</p> : null}
      <Editor isNew={false} initial={{ on: me.today, members: members.map(({ id, role, name, office }) => ({ id, role, name, office })) }} members={members} back={`/organization/${opened.id}`} submit={adjust} />
    </>
  )
}

/** A new version from the last: who stays is there already. */
export function AdjustGroupPage() {
  const id = usePart(2)
  const asked = useQuery({ queryKey: ['groups', id], queryFn: () => loadGroup(id), staleTime: 0 })
  return (
    <Page title={asked.data ? { zh: `调整${asked.data.name}`, en: `Adjust ${asked.data.name}` } : { zh: '调整领导小组', en: 'Adjust a leading group' }}>
      <Shown asked={asked}>{group => <Adjust group={group} />}</Shown>
    </Page>
  )
}
