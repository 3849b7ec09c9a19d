import type { Refusal } from '../../base/result.ts'

export const liesElsewhere = (household: string, person: string): Refusal => ({
  code: 'contradiction', place: 'household', value: household, legal: [person],
  message: { zh: `这一户在 ${household}，人在 ${person}，不是一个村、社区。`, en: `The household is in ${household} and the person in ${person}: not one village.` },
  next: { zh: '请先改人员的村、社区，或选同村的户。', en: 'Change the person’s village first, or choose a household of the same village.' },
})
