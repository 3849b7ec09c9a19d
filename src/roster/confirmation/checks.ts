import { yearOf, type Day } from '../../base/day.ts'
import type { Refusal } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { at } from '../faults.ts'
import { ENTITLED_CATEGORIES } from '../kinds.ts'
import { noSuchPerson } from '../refusals.ts'
import type { CategorySpan, PersonRow } from '../rows.ts'
import { daysOf, isAsked, STATE_RULES, WAY_RULES, type ConfirmationWindow, type Standing } from './confirmation.ts'
import { askedTwice, cannotFind, deadOn, foundAlready, foundMeanwhile, noSuchEvidence, notAsked, notYet, otherYear, resultAlone } from './refusals.ts'
import type { ReadConfirmation } from './schemas.ts'

/** What the office knows of somebody whose confirmation is to be recorded. */
export type KnownPerson = {
  readonly person: Pick<PersonRow, 'id' | 'died_on'>
  readonly spans: readonly CategorySpan[]
  readonly standing: Standing | undefined
}

/** Whether the finding may take its place: a correction names what stands; an unfinished one is followed by the next by itself. */
function standingFaults(place: string, { supersedes }: ReadConfirmation, standing: Standing | undefined): Refusal[] {
  if (supersedes) return standing?.id === supersedes ? [] : [foundMeanwhile(at(place, 'supersedes'))]
  return standing && STATE_RULES[standing.result].done ? [foundAlready(at(place, 'person'), standing)] : []
}

function wayFaults(place: string, { way, result, evidence, note }: ReadConfirmation): Refusal[] {
  const { finds, result_alone } = WAY_RULES[way]
  return [
    ...(finds.includes(result) ? [] : [cannotFind(at(place, 'result'), way, result)]),
    ...(result_alone && evidence.length > 0 ? [resultAlone(at(place, 'evidence'), way)] : []),
    ...(result_alone && note !== null && note !== undefined ? [resultAlone(at(place, 'note'), way)] : []),
  ]
}

/** Whatever is wrong with a finding, all at once. `kept` are the ids of evidence that is there. */
export function confirmationFaults(
  place: string, input: ReadConfirmation, known: KnownPerson | undefined, kept: ReadonlySet<string>, { window, today }: { window: ConfirmationWindow; today: Day },
): Refusal[] {
  const { year, on, result, evidence, note } = input
  if (!known) return [{ ...noSuchPerson(input.person), place: at(place, 'person') }]
  const { person: { died_on }, spans, standing } = known
  const { opens } = daysOf(window, year)
  return [
    ...(isAsked(spans, died_on, ENTITLED_CATEGORIES, opens) ? [] : [notAsked(at(place, 'person'), year, opens)]),
    ...(yearOf(on) === year ? [] : [otherYear(at(place, 'on'), on, year)]),
    ...(on > today ? [notYet(at(place, 'on'), on, today)] : []),
    ...(result === 'confirmed' && died_on !== null && on > died_on ? [deadOn(at(place, 'on'), on, died_on)] : []),
    ...wayFaults(place, input), ...standingFaults(place, input, standing),
    ...evidence.flatMap((id, index) => (kept.has(id) ? [] : [noSuchEvidence(at(place, 'evidence', index), id)])),
    ...screenSecret(at(place, 'note'), note),
  ]
}

/** A person twice in one year among what is brought together. */
export function twiceFaults(brought: readonly { place: string; input: ReadConfirmation }[]): Refusal[] {
  const first = new Set<string>()
  return brought.flatMap(({ place, input: { person, year } }) => {
    const key = `${person} ${year}`
    if (first.has(key)) return [askedTwice(at(place, 'person'))]
    first.add(key)
    return []
  })
}
