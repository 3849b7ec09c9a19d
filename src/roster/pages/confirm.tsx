import { Drawer, Select } from 'antd'
import { useState } from 'react'
import { send, upload } from '../../ui/api.ts'
import { SchemaForm, type Field } from '../../ui/form.tsx'
import { FileInput } from '../../ui/inputs/file-input.tsx'
import { useText } from '../../ui/language.ts'
import { useMe } from '../../ui/session.ts'
import { StepButton } from '../../ui/step-button.tsx'
import { STATE_RULES, WAY_RULES, WAYS, type ConfirmationLine, type Way } from '../confirmation/confirmation.ts'
import { confirmationInput, type ConfirmationInput } from '../confirmation/schemas.ts'
import { Findings } from './findings.tsx'

const NOTE: Field = { name: 'note', label: { zh: '说明', en: 'Note' }, kind: 'long' }

const fieldsOf = (way: Way): readonly Field[] => [
  { name: 'result', label: { zh: '结果', en: 'Result' }, kind: 'choice', choices: WAY_RULES[way].finds.map(value => ({ value, label: STATE_RULES[value].name })) },
  { name: 'on', label: { zh: '日期', en: 'Day' }, kind: 'day' },
  ...(WAY_RULES[way].result_alone ? [] : [NOTE]),
]

/** Keeps a file as evidence of the person's year, and answers its id. */
async function keep(file: File, line: ConfirmationLine, { year, way, on }: ConfirmationInput): Promise<string> {
  const { id } = await upload<{ id: string }>('/evidence', file, {
    kind: file.type.startsWith('image/') ? 'photo' : 'file', title: `${year}年度确认（${WAY_RULES[way].name.zh}）`, place: line.place, taken_on: on,
    subject_kind: 'roster.confirmation', subject: line.person,
  })
  return id
}

/** Records what was found of one person in a year, or corrects what stands. */
export function Confirm({ line, year, close, changed }: { line: ConfirmationLine; year: number; close: () => void; changed: () => void }) {
  const t = useText()
  const { today } = useMe()
  const [way, setWay] = useState<Way>('home-visit')
  const [file, setFile] = useState<File>()
  const { result_alone } = WAY_RULES[way]
  const submit = async (value: ConfirmationInput) => {
    await send('POST', '/confirmations', { ...value, evidence: file && !result_alone ? [await keep(file, line, value)] : [] })
    changed()
    close()
  }
  return (
    <Drawer title={t({ zh: `${line.name} · ${year} 年度确认`, en: `${line.name} · confirmation ${year}` })} open onClose={close} size={460} destroyOnHidden>
      <div className="stack">
        {line.finding ? <p className="notice">{t({ zh: '保存后取代现有结果；原来的仍在下面。', en: 'This takes the place of what stands; the old finding stays below.' })}</p> : null}
        <label htmlFor="way">{t({ zh: '方式', en: 'Way' })}</label>
        <Select id="way" value={way} onChange={setWay} options={WAYS.map(value => ({ value, label: t(WAY_RULES[value].name) }))} />
        {result_alone ? <p className="muted">{t({ zh: '只存结果，不存照片、模板和其他生物特征；没有通过的，请改用别的方式核实。', en: 'The result alone is kept: no picture, no template. If the check failed, find out in another way.' })}</p> : null}
        <SchemaForm
          key={way} id="confirm" schema={confirmationInput} fields={fieldsOf(way)} initial={{ result: 'confirmed', ...(today.startsWith(`${year}-`) ? { on: today } : {}) }}
          fixed={{ person: line.person, year, way, supersedes: line.finding?.id ?? null }} submit={submit}
          footer={busy => (
            <div className="stack">
              {result_alone ? null : (
                <FileInput
                  label={{ zh: '佐证（照片或扫描件，可不附）', en: 'Evidence (photo or scan, optional)' }} proof accept="image/jpeg,image/png,application/pdf"
                  chosen={file ? [file] : []} choose={([chosen]) => setFile(chosen)}
                />
              )}
              <div className="confirm-save"><StepButton type="primary" htmlType="submit" busy={busy}>{t({ zh: '保存', en: 'Save' })}</StepButton></div>
            </div>
          )}
        />
        <h3>{t({ zh: '历年确认', en: 'Earlier confirmations' })}</h3>
        <Findings person={line.person} />
      </div>
    </Drawer>
  )
}
