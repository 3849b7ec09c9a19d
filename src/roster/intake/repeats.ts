import type { Candidate } from '../actions.ts'
import type { Refusal } from '../../base/result.ts'
import { twiceHere } from '../refusals.ts'
import { maskIdentityNumber } from '../../base/mask.ts'

const cardOf = ({ input: { facts: _, ...card } }: Candidate): string => JSON.stringify(card)
const identityOf = ({ input }: Candidate): string => JSON.stringify(input.facts.find(fact => fact.kind === 'identity')?.value ?? null)

const otherCard = (first: Candidate): Refusal => ({
  code: 'contradiction', place: 'identity_number',
  message: { zh: `与${first.label.zh}是同一个人，但姓名、住址、号码等写得不一样。`, en: `The same person as ${first.label.en}, but name, address or numbers differ.` },
  next: { zh: '同一个人的几行，除身份外都要一样。', en: 'Rows of one person differ in the identity alone.' },
})

/**
 * Rows of one person who is not on the roster yet, in a sheet that has a row for each identity: one candidate with all of them. A row
 * that says again what another said, or says otherwise of the card, is refused.
 */
export function joinRepeats<Draft extends Candidate>(drafts: readonly Draft[]): { joined: Draft[]; refused: { draft: Draft; refusal: Refusal }[] } {
  const refused: { draft: Draft; refusal: Refusal }[] = []
  const joined = [...Map.groupBy(drafts, draft => draft.input.identity_number).values()].map(same => {
    const [first, ...others] = same as [Draft, ...Draft[]]
    const taken: Draft[] = [first]
    for (const draft of others) {
      if (cardOf(draft) !== cardOf(first)) refused.push({ draft, refusal: otherCard(first) })
      else if (taken.some(one => identityOf(one) === identityOf(draft))) refused.push({ draft, refusal: twiceHere('identity_number', maskIdentityNumber(draft.input.identity_number), first.label) })
      else taken.push(draft)
    }
    return { ...first, input: { ...first.input, facts: taken.flatMap(draft => draft.input.facts) } }
  })
  return { joined, refused }
}
