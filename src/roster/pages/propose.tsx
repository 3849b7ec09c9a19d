import { send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { PROPOSAL_KINDS } from '../confirmation/confirmation.ts'
import { proposalInput } from '../confirmation/schemas.ts'
import { PROPOSAL_NAMES } from '../confirmation/suspension/suspension.ts'
import type { PersonCard } from '../roster.ts'

const FIELDS: readonly Field[] = [
  { name: 'kind', label: { zh: '提议', en: 'Proposal' }, kind: 'choice', choices: PROPOSAL_KINDS.map(value => ({ value, label: PROPOSAL_NAMES[value] })) },
  { name: 'note', label: { zh: '情形和依据', en: 'What happened, and by what paper' }, kind: 'long', help: { zh: '由另一位同志凭决定机关的文件登记决定；只有省级决定才影响发放。', en: 'Another person records the decision with its document; only the province’s changes what is paid.' } },
]

/** Proposes to suspend or to resume what a person draws (军人抚恤优待条例 59): nobody does it alone. */
export function Propose({ person, close, changed }: { person: PersonCard; close: () => void; changed: () => void }) {
  return (
    <FormDrawer
      id="propose" title={{ zh: `提议中止、恢复：${person.name}`, en: `Propose to suspend or resume: ${person.name}` }} open close={close} schema={proposalInput} fields={FIELDS}
      fixed={{ person: person.id }} submit={async value => { await send('POST', '/suspension-proposals', value); changed() }}
    />
  )
}
