import type { Refusal } from '../../base/result.ts'
import type { Place } from '../../places/places.ts'

type Named = Pick<Place, 'code' | 'name' | 'name_en'>

export const liesElsewhere = (household: Named, person: Named): Refusal => ({
  code: 'contradiction', place: 'household', value: household.code, legal: [person.code],
  message: { zh: `这一户在${household.name}，人在${person.name}，不是一个村、社区。`, en: `The household is in ${household.name_en || household.name} and the person in ${person.name_en || person.name}: not one village.` },
  next: { zh: '请先改人员的村、社区，或选同村的户。', en: 'Change the person’s village first, or choose a household of the same village.' },
})
