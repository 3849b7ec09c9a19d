import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { ROLE_NAMES } from '../../access/refusals.ts'
import type { Text } from '../../base/result.ts'
import { OWNERS } from '../../plan/duties.ts'
import { STATE_WORDS } from './words.ts'
import { newKey, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { Go } from '../../ui/go.tsx'
import { DateInput } from '../../ui/inputs/date-input.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Tag } from '../../ui/page.tsx'
import { useMay } from '../../ui/session.ts'
import { Empty } from '../../ui/states.tsx'
import type { MeetingView } from '../actions.ts'
import { decisionInput } from '../schema.ts'

const OWNER_CHOICES = OWNERS.map(value => ({ value, label: ROLE_NAMES[value] as Text }))

/** The decisions of a meeting that is being recorded; each is a task from the moment it is saved. */
export function DecisionRows() {
  const t = useText()
  return (
    <Form.List name="decisions">{(rows, { add, remove }) => (
      <div className="member-rows">
        {rows.map(({ key, name }) => (
          <div key={key} className="decision-row" role="group" aria-label={t({ zh: `第 ${name + 1} 项`, en: `Decision ${name + 1}` })}>
            <Form.Item name={[name, 'text']} label={t({ zh: '议定事项', en: 'What was decided' })} required><Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} /></Form.Item>
            <Form.Item name={[name, 'owner']} label={t({ zh: '谁来办', en: 'Role' })} required><Select options={OWNER_CHOICES.map(({ value, label }) => ({ value, label: t(label) }))} /></Form.Item>
            <Form.Item name={[name, 'owner_name']} label={t({ zh: '责任人', en: 'Name' })}><Input autoComplete="off" /></Form.Item>
            <Form.Item name={[name, 'due_on']} label={t({ zh: '完成时限', en: 'Until' })} required><DateInput /></Form.Item>
            <Button onClick={() => remove(name)} aria-label={t({ zh: `去掉第 ${name + 1} 项`, en: `Remove decision ${name + 1}` })}>{t({ zh: '去掉', en: 'Remove' })}</Button>
          </div>
        ))}
        <div><Button onClick={() => add({ owner: 'clerk' })}>{t({ zh: '加一项', en: 'Add a decision' })}</Button></div>
      </div>
    )}</Form.List>
  )
}

const FIELDS: readonly Field[] = [
  { name: 'text', label: { zh: '议定事项', en: 'What was decided' }, kind: 'long' },
  { name: 'owner', label: { zh: '谁来办', en: 'Role' }, kind: 'choice', choices: OWNER_CHOICES },
  { name: 'owner_name', label: { zh: '责任人', en: 'Name' } },
  { name: 'due_on', label: { zh: '完成时限', en: 'Until' }, kind: 'day' },
]

/** What a meeting decided, and what became of it. */
export function Decisions({ meeting, changed }: { meeting: MeetingView; changed: () => Promise<unknown> }) {
  const t = useText()
  const may = useMay('organization.write')
  const [adding, setAdding] = useState(false)
  const [key, setKey] = useState(newKey)
  return (
    <Card title={{ zh: '议定事项和任务', en: 'Decisions and tasks' }} more={may ? <Button onClick={() => { setKey(newKey()); setAdding(true) }}>{t({ zh: '补一项', en: 'Add one' })}</Button> : null}>
      {meeting.decisions.length === 0 ? <Empty words={{ zh: '没有议定事项。', en: 'Nothing was decided.' }} /> : (
        <ul className="decisions">{meeting.decisions.map(decision => {
          const { tone, words } = STATE_WORDS[decision.state] ?? STATE_WORDS['open']!
          return (
            <li key={decision.id}>
              <Tag tone={tone}>{t(words)}</Tag>
              <span>
                <Go to={`/tasks?year=${decision.due_on.slice(0, 4)}&task=${decision.task}`}>{decision.text}</Go>
                <small className="muted">{decision.owner_name ?? t(OWNER_CHOICES.find(choice => choice.value === decision.owner)?.label ?? decision.owner)} · {t({ zh: `${decision.due_on} 前`, en: `by ${decision.due_on}` })}</small>
              </span>
            </li>
          )
        })}</ul>
      )}
      <FormDrawer
        id="decision" title={{ zh: '补一项议定事项', en: 'Add a decision' }} open={adding} close={() => setAdding(false)} schema={decisionInput} fields={FIELDS} initial={{ owner: 'clerk' }}
        submit={async value => { await send('POST', `/meetings/${meeting.id}/decisions`, value, key); await changed() }}
      />
    </Card>
  )
}
