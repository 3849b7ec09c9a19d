import { Popconfirm } from 'antd'
import { send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import { useText } from '../../ui/language.ts'
import { Refusals } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import { useStep } from '../../ui/step.ts'
import { SINGLE_KINDS } from '../kinds.ts'
import type { CardFact, PersonCard } from '../roster.ts'
import { describeFact } from './describe.ts'
import { correctionOf, initialOf, LEARNED, schemaOf, standingIn } from './fact-forms.ts'

type CorrectFactProps = { readonly person: PersonCard; readonly fact: CardFact; readonly close: () => void; readonly changed: () => void }

/** Takes back whole what never was so; the timeline keeps it, struck out. */
function Withdraw({ person, fact, close, changed }: CorrectFactProps) {
  const t = useText()
  const { busy, refusals, take } = useStep()
  const run = async () => {
    if (!await take(() => send('POST', `/people/${person.id}/facts`, { kind: fact.kind, value: null, supersedes: fact.id }))) return
    changed()
    close()
  }
  return (
    <>
      <Popconfirm
        title={t({ zh: `撤回“${describeFact(fact.kind, fact.value).zh}”吗？`, en: `Withdraw “${describeFact(fact.kind, fact.value).en}”?` })}
        okText={t({ zh: '整条撤回', en: 'Withdraw it whole' })} cancelText={t({ zh: '取消', en: 'Cancel' })} okButtonProps={{ danger: true }} onConfirm={run}
      >
        <StepButton danger size="small" busy={busy}>{t({ zh: '没有这回事，整条撤回…', en: 'It never was so: withdraw it…' })}</StepButton>
      </Popconfirm>
      <Refusals refusals={refusals} />
    </>
  )
}

/** Puts a fact right that was entered wrongly, or takes it back: the old one stays in the timeline, and what is owed is reckoned anew from the day it was learned. */
export function CorrectFact(props: CorrectFactProps) {
  const { person, fact, close, changed } = props
  const form = correctionOf(fact)
  return (
    <FormDrawer
      id="correction" title={{ zh: `更正：${person.name}`, en: `Correct: ${person.name}` }} open close={close}
      schema={schemaOf(form)} fields={[...form.fields, ...LEARNED]} fixed={{ kind: fact.kind }} initial={initialOf({ form: form.id, values: standingIn(fact) })}
      submit={async value => {
        await send('POST', `/people/${person.id}/facts`, { ...value, value: form.value(value.value ?? {}, person), supersedes: fact.id })
        changed()
      }}
      note={SINGLE_KINDS.includes(fact.kind) ? undefined : <Withdraw {...props} />}
    />
  )
}
