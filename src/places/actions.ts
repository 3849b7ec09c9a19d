import type { Actor } from '../base/actor.ts'
import { done, refused, type Refusal, type Result } from '../base/result.ts'
import { read } from '../access/actions.ts'
import type { House, Work } from '../access/house.ts'
import { levelOf, type Place } from './places.ts'
import { insertPlaces, selectPlaces } from './store.ts'

/** Every place of the actor's county, in order of their codes. */
export const places = (house: House, actor: Actor): Promise<Result<Place[]>> =>
  read(house, actor, 'places.read', work => selectPlaces(work.session, actor.county))

/** The same inside another work. */
export const placesIn = (work: Work): Promise<Place[]> => selectPlaces(work.session, work.actor.county)

const faultsOf = (place: Place, index: number, county: string): Refusal[] => {
  const right = place.code.startsWith(county) && levelOf(place.code) === place.level && (place.parent === null || place.code.startsWith(place.parent))
  return right ? [] : [{
    code: 'invalid', place: `places.${index}.code`, value: place.code, legal: [`${county}…`],
    message: { zh: `“${place.name}”的区划代码 ${place.code} 与县、级别或上级不符。`, en: `The code ${place.code} of ${place.name_en} does not fit its county, level or parent.` },
  }]
}

/** Adds places to the county: set up once, and whenever villages change. Refuses codes that do not fit their parents. */
export async function addPlaces(work: Work, added: readonly Place[]): Promise<Result<number>> {
  const faults = added.flatMap((place, index) => faultsOf(place, index, work.actor.county))
  if (faults.length > 0) return refused(...faults)
  await insertPlaces(work.session, work.actor.county, added)
  work.record({ action: 'places.place.add', subject: work.actor.county, place: work.actor.place, after: added.map(place => ({ code: place.code, name: place.name })) })
  return done(added.length)
}
