import type { z } from 'zod'
import { act, read } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, refused, type Result } from '../../base/result.ts'
import { refusalsOf } from '../../http/router.ts'
import { placesIn } from '../../places/actions.ts'
import { secretsIn } from '../faults.ts'
import { given } from '../given.ts'
import { changedMeanwhile, noSuchHousehold } from '../refusals.ts'
import type { HouseholdRow } from '../rows.ts'
import { householdChange, OWN_HOUSEHOLD } from '../schemas.ts'
import { insertHouseholds, selectHouseholdMembers, selectHouseholds } from '../store.ts'
import { liesElsewhere } from './refusals.ts'
import { selectNeighbours, updateHousehold, type Neighbour } from './store.ts'

type Dweller = { readonly id: string; readonly place: string; readonly name: string; readonly address: string | null; readonly household: string | null }

/** A household that somebody heads alone, until a village says who else lives in it. */
export const ownHousehold = (id: string, { id: own_of, place, name, address }: Omit<Dweller, 'household'>): HouseholdRow =>
  ({ id, place_code: place, head: name, group_name: null, address, members: null, own_of })

async function openOwnIn(work: Work, dweller: Dweller): Promise<string> {
  const row = ownHousehold(work.id(), dweller)
  await insertHouseholds(work.session, work.actor.county, [row], new Date(work.now))
  work.record({ action: 'roster.household.add', subject: row.id, place: row.place_code, after: row })
  return row.id
}

const writtenOf = ({ place_code: place, head, group_name, address, members }: HouseholdRow) => ({ place, head, group_name, address, members })

async function rewriteIn(work: Work, before: HouseholdRow & { version: number }, after: HouseholdRow): Promise<Result<string>> {
  if (!await updateHousehold(work.session, work.actor.county, after, before.version, new Date(work.now))) return refused(changedMeanwhile)
  work.record({ action: 'roster.household.change', subject: after.id, place: after.place_code, before: writtenOf(before), after: writtenOf(after) })
  return done(after.id)
}

/**
 * Where somebody lives whose card is written anew: in the household asked for (an id, or `OWN_HOUSEHOLD`), which must lie where the
 * person does; or where they lived. Who moves to another place alone takes the household along; who leaves others behind has one of their own.
 */
export async function homeOfIn(work: Work, dweller: Dweller, asked: string | null | undefined): Promise<Result<string>> {
  const { session, actor: { county } } = work
  if (asked === OWN_HOUSEHOLD || asked === null) return done(await openOwnIn(work, dweller))
  const wanted = asked ?? dweller.household
  const [home] = wanted === null ? [] : await selectHouseholds(session, county, [wanted])
  if (asked !== undefined && !home) return refused(noSuchHousehold('household', asked))
  if (!home) return done(await openOwnIn(work, dweller))
  if (home.place_code === dweller.place) return done(home.id)
  if (asked !== undefined) {
    const places = await placesIn(work)
    const named = (code: string) => places.find(place => place.code === code) ?? { code, name: code, name_en: code }
    return refused(liesElsewhere(named(home.place_code), named(dweller.place)))
  }
  const others = (await selectHouseholdMembers(session, county, home.id)).filter(member => member.id !== dweller.id && member.died_on === null)
  return others.length > 0 ? done(await openOwnIn(work, dweller)) : rewriteIn(work, home, { ...home, place_code: dweller.place })
}

/** Changes what a household is called by, and who is counted in it; it lies where its people do. */
export async function changeHouseholdIn(work: Work, id: string, input: z.input<typeof householdChange>): Promise<Result<string>> {
  const parsed = householdChange.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const { version, ...changes } = parsed.data
  const secrets = secretsIn('', changes)
  if (secrets.length > 0) return refused(...secrets)
  const [home] = await selectHouseholds(work.session, work.actor.county, [id])
  if (!home) return refused(noSuchHousehold('household', id))
  return home.version === version ? rewriteIn(work, home, { ...home, ...given(changes) }) : refused(changedMeanwhile)
}

export const changeHousehold = (house: House, actor: Actor, id: string, input: z.input<typeof householdChange>): Promise<Result<string>> =>
  act(house, actor, 'roster.write', work => changeHouseholdIn(work, id, input))

/** Who is entered at the same address in the same village, and lives elsewhere by the roster. */
export const neighbours = (house: House, actor: Actor, id: string): Promise<Result<Neighbour[]>> =>
  read(house, actor, 'roster.read', work => selectNeighbours(work.session, actor.county, id))
