import { Drawer } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { PROOF_SIZE_MAX } from '../../../base/proof-size.ts'
import { Refused, send } from '../../../ui/api.ts'
import { useKeepProofs } from '../../../ui/evidence.tsx'
import { SchemaForm, type Field } from '../../../ui/form.tsx'
import { FileInput } from '../../../ui/inputs/file-input.tsx'
import { useText } from '../../../ui/language.ts'
import { useMe } from '../../../ui/session.ts'
import { StepButton } from '../../../ui/step-button.tsx'
import type { PersonCard } from '../../roster.ts'
import { ACCOUNT_REASONS, PROOF_KIND, REASON_IDS } from '../accounts.ts'
import { accountProposalInput, PROOF_NEEDED } from '../schemas.ts'
import { ACCOUNT_FIELDS } from './account-fields.ts'

/** What is typed; the proof is kept first, and named by its ids. */
const typedInput = accountProposalInput.omit({ evidence: true })

const fieldsFor = (first: boolean): readonly Field[] => [
  {
    name: 'reason', label: { zh: '变更原因', en: 'Why' }, kind: 'choice',
    choices: REASON_IDS.filter(value => (value === 'first') === first).map(value => ({ value, label: ACCOUNT_REASONS[value] })),
  },
  ...ACCOUNT_FIELDS.map(field => (field.name === 'account' ? { ...field, label: { zh: '新的银行账号', en: 'New account' } } : field)),
  { name: 'note', label: { zh: '说明', en: 'Note' }, kind: 'long' },
]

const noProof = () => new Refused(0, [{ code: 'no-evidence', place: 'evidence', message: PROOF_NEEDED }])

/** The files that are chosen, and how they are kept. */
function useProof(person: PersonCard) {
  const { today } = useMe()
  const keepProofs = useKeepProofs()
  const [files, setFiles] = useState<readonly File[]>([])
  const keep = (): Promise<readonly string[]> => {
    if (files.length === 0) throw noProof()
    const picked = files.map(file => ({ file, kind: file.type.startsWith('image/') ? 'photo' as const : 'scan' as const }))
    return keepProofs(picked, { title: `账户变更佐证：${person.name}`, place: person.place, taken_on: today, subject: { kind: PROOF_KIND, id: person.id } })
  }
  return { files, keep, setFiles }
}

/** Proposes another account for a person, with its proof: nobody changes one alone. */
export function ProposeAccount({ person, close, changed }: { person: PersonCard; close: () => void; changed: () => void }) {
  const t = useText()
  const { files, keep, setFiles } = useProof(person)
  const first = person.account === null
  const submit = async (value: z.input<typeof typedInput>) => {
    await send('POST', '/accounts/proposals', { ...value, evidence: [...await keep()] })
    changed()
    close()
  }
  return (
    <Drawer title={t({ zh: `变更账户：${person.name}`, en: `Change the account: ${person.name}` })} open onClose={close} size={460} destroyOnHidden>
      <div className="stack">
        <p className="notice">{t({ zh: '附佐证提出，由另一位同志核对后决定；决定之前仍发到原账户。', en: 'Proposed with its proof; another person checks it and decides. Until then the old account is paid.' })}</p>
        {first ? null : <p className="muted">{t({ zh: '现在的账户：', en: 'The account now: ' })}<span className="num">{person.account}</span> {person.bank_name} {person.account_holder}</p>}
        <SchemaForm
          id="propose-account" schema={typedInput} fields={fieldsFor(first)} fixed={{ person: person.id }} submit={submit}
          initial={{ ...(first ? { reason: 'first' } : {}), bank_name: person.bank_name, account_holder: person.account_holder ?? person.name, account_relation: person.account_relation }}
          footer={busy => (
            <div className="stack">
              <FileInput
                label={{ zh: '佐证：卡、折首页或银行证明的照片、扫描件', en: 'Proof: a photo or scan of the card, the passbook or the bank’s letter' }}
                note={{ zh: `必须附上，每个文件不超过 ${PROOF_SIZE_MAX}`, en: `It cannot be proposed without one; at most ${PROOF_SIZE_MAX} a file` }}
                multiple proof accept="image/jpeg,image/png,application/pdf" chosen={files} choose={setFiles}
              />
              <div><StepButton type="primary" htmlType="submit" busy={busy}>{t({ zh: '提出变更', en: 'Propose' })}</StepButton></div>
            </div>
          )}
        />
      </div>
    </Drawer>
  )
}
