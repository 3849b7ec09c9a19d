import { send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { visitorsInput } from '../schemas.ts'
import type { RoundView } from '../visits.ts'
import { NamesInput } from './names-input.tsx'

const FIELDS: readonly Field[] = [{ name: 'visitors', label: { zh: '走访人', en: 'Visitors' }, control: NamesInput, help: { zh: '几个人用顿号隔开', en: 'Several names with commas' } }]

/** Who goes to the households of a village. */
export function Assign({ round, place, close, changed }: { round: RoundView; place: string; close: () => void; changed: () => void }) {
  const name = usePlaceName()(place)
  const visitors = [...new Set(round.planned.filter(each => each.place.startsWith(place)).flatMap(each => each.visitors))]
  return (
    <FormDrawer
      id="assign" title={{ zh: `安排走访人：${name}`, en: `Visitors for ${name}` }} open close={close} schema={visitorsInput} fields={FIELDS} fixed={{ place }} initial={{ visitors }}
      submit={async value => { await send('POST', `/rounds/${round.id}/visitors`, value); changed() }}
    />
  )
}
