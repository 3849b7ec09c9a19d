import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Select } from 'antd'
import { useId, useState } from 'react'
import { FIELD_HELP } from '../../law/field-help.ts'
import { get, send } from '../../ui/api.ts'
import { SchemaForm, type Field } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { Shown } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import { periodWords } from '../disclosure.ts'
import type { NoticeKind, NoticeKinds } from '../kinds.ts'
import type { NoticeField } from '../masks.ts'
import { noticeForm } from '../schemas.ts'

const SEXES = [{ value: 'male', label: { zh: '男', en: 'Male' } }, { value: 'female', label: { zh: '女', en: 'Female' } }]
const DAYS: readonly NoticeField[] = ['born', 'enlisted_on', 'discharged_on']

const HEAD: readonly Field[] = [
  { name: 'place', label: { zh: '村（社区）', en: 'Village' }, about: FIELD_HELP.disclosure, kind: 'place' },
  { name: 'title', label: { zh: '标题', en: 'Title' } },
]
const CONTACT: readonly Field[] = [
  { name: 'contact.phone', label: { zh: '受理异议的电话', en: 'Phone for objections' }, help: { zh: '不填就沿用本镇上一份公示的。', en: 'Left empty, that of the township’s last notice.' } },
  { name: 'contact.address', label: { zh: '受理异议的地址', en: 'Address for objections' } },
]

/** What is asked of one person: the kind's own headings. Whatever is entered whole is shown masked. */
function personFields(kind: NoticeKind, benefits: NoticeKinds['benefits'], index: number, many: boolean): Field[] {
  return kind.columns.map(({ field, heading }): Field => {
    const name = `rows.${index}.${field}`
    const label = many ? { zh: `第 ${index + 1} 人 ${heading}`, en: `${index + 1}. ${heading}` } : heading
    if (field === 'sex') return { name, label, kind: 'choice', choices: SEXES }
    if (field === 'benefit') return { name, label, kind: 'choice', choices: benefits.filter(one => kind.benefits?.includes(one.id) ?? true).map(one => ({ value: one.id, label: one.name })) }
    if (DAYS.includes(field)) return { name, label, kind: 'day', help: { zh: '公示只写到月。', en: 'Shown as year and month.' } }
    if (field === 'name') return { name, label, help: { zh: '公示时遮住，如“李*明”。', en: 'Shown masked.' } }
    if (field === 'village') return { name, label, help: { zh: '只写到村，不写门牌。', en: 'The village alone, no address.' } }
    if (field === 'service') return { name, label, kind: 'long', help: { zh: '不写部队番号、病情和残疾情况。', en: 'No unit, no illness, no disability.' } }
    return { name, label }
  })
}

type FormProps = { readonly kind: NoticeKind; readonly benefits: NoticeKinds['benefits']; readonly close: () => void; readonly changed: () => void }

function NoticeForm({ kind, benefits, close, changed }: FormProps) {
  const t = useText()
  const [persons, setPersons] = useState(1)
  const fields = [...HEAD, ...Array.from({ length: persons }, (_, index) => personFields(kind, benefits, index, persons > 1)).flat(), ...CONTACT]
  return (
    <SchemaForm
      id="prepare-notice" schema={noticeForm} fields={fields} fixed={{ kind: kind.id }}
      submit={async ({ rows, ...rest }) => {
        await send('POST', '/disclosure/notices', { ...rest, rows: Object.values(rows) })
        changed()
        close()
      }}
      footer={busy => (
        <span className="form-foot">
          <StepButton type="primary" htmlType="submit" busy={busy}>{t({ zh: '编好，请人核对', en: 'Done, have it checked' })}</StepButton>
          <Button onClick={() => setPersons(before => before + 1)} disabled={busy}>{t({ zh: '再加一人', en: 'One more person' })}</Button>
          <Button onClick={close}>{t({ zh: '取消', en: 'Cancel' })}</Button>
        </span>
      )}
    />
  )
}

/** A notice entered by hand, before somebody is approved; another person publishes it. */
export function PrepareNotice({ changed }: { changed: () => void }) {
  const t = useText()
  const field = useId()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const asked = useQuery({ queryKey: ['notice-kinds'], queryFn: () => get<NoticeKinds>('/disclosure/kinds'), enabled: open })
  const close = () => setOpen(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t({ zh: '编制公示书', en: 'Prepare a notice' })}</Button>
      <Drawer title={t({ zh: '编制公示书', en: 'Prepare a notice' })} open={open} onClose={close} size={460} destroyOnHidden>
        <Shown asked={asked}>{({ kinds, benefits }) => {
          const byHand = kinds.filter(kind => kind.origin === 'hand')
          const kind = byHand.find(one => one.id === chosen)
          return (
            <div className="stack">
              <label htmlFor={field}>{t({ zh: '公示种类', en: 'Kind of notice' })}</label>
              <Select id={field} value={chosen} onChange={setChosen} placeholder={t({ zh: '请选择', en: 'Choose' })} options={byHand.map(one => ({ value: one.id, label: t(one.name) }))} style={{ width: '100%' }} />
              {kind ? <p className="muted">{t({ zh: `公示 ${periodWords(kind.period).zh}。`, en: `It stays posted for ${periodWords(kind.period).en}.` })}{t({ zh: kind.note, en: kind.note })}</p> : null}
              {kind ? <NoticeForm key={kind.id} kind={kind} benefits={benefits} close={close} changed={changed} /> : null}
            </div>
          )
        }}</Shown>
      </Drawer>
    </>
  )
}
