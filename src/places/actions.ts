import type { Actor } from '../base/actor.ts'
import { done, refused, type Refusal, type Result } from '../base/result.ts'
import { act, read } from '../access/actions.ts'
import type { House, Work } from '../access/house.ts'
import { lastActor } from '../journal/actions.ts'
import { additionFaults, changeFaults, parentOf } from './changes.ts'
import { levelOf, type Place } from './places.ts'
import type { PlaceChange, PlaceInput } from './schemas.ts'
import { insertPlaces, selectPlaces, updatePlace } from './store.ts'

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

const notYours = (place: string, code: string): Refusal => ({
  code: 'invalid', place, value: code, message: { zh: `${code} 不在您的辖区以内。`, en: `${code} does not lie in your area.` },
})
const changedMeanwhile = (now: Place, by: string): Refusal => ({
  code: 'conflict', place: 'version', value: now.version,
  message: {
    zh: `您打开之后，${by}改过它，现在是：${now.name}${now.to ? `，${now.to} 撤销` : ''}。这次没有保存。`,
    en: `Since you opened it ${by} changed it. It now says: ${now.name}${now.to ? `, closed on ${now.to}` : ''}. Nothing was saved.`,
  },
  next: { zh: '您填写的还在；看过之后再按一次保存，就按您填写的改。', en: 'What you typed is still here; press Save again to make it so after all.' },
})

/** Whoever keeps a place changes what lies in it, never the place itself. */
const keeps = (actor: Actor, code: string): boolean => code !== actor.place && actor.scope.some(prefix => code.startsWith(prefix))

/** Enters a township or a village that has come to be. */
export const addPlace = (house: House, actor: Actor, input: PlaceInput): Promise<Result<string>> =>
  act(house, actor, 'places.manage', async work => {
    const all = await placesIn(work)
    const faults = [...(keeps(actor, input.code) ? [] : [notYours('code', input.code)]), ...additionFaults(all, input, work.today)]
    if (faults.length > 0) return refused(...faults)
    const parent = parentOf(input.code)
    const added = await addPlaces(work, [{
      code: input.code, name: input.name, name_en: input.name_en ?? '', level: levelOf(input.code), parent, from: input.from, to: null, successor: null,
      harvest_region: all.find(place => place.code === parent)?.harvest_region ?? null,
    }])
    return added.ok ? done(input.code) : added
  })

/** Renames a place, closes it with the place that takes it in, or opens it again. Persons stay where they are, and whoever sees the successor sees them. */
export const changePlace = (house: House, actor: Actor, code: string, input: PlaceChange): Promise<Result<string>> =>
  act(house, actor, 'places.manage', async work => {
    const all = await placesIn(work)
    const place = all.find(one => one.code === code)
    if (!place || !keeps(actor, code)) return refused(notYours('place', code))
    const by = async (now: Place) => refused(changedMeanwhile(now, await lastActor(work.session, actor.county, code) ?? ''))
    if (place.version !== input.version) return by(place)
    const faults = [...changeFaults(all, place, input), ...(input.successor === undefined || keeps(actor, input.successor) ? [] : [notYours('successor', input.successor)])]
    if (faults.length > 0) return refused(...faults)
    const next = { name: input.name, name_en: input.name_en ?? '', to: input.to ?? null, successor: input.successor ?? null }
    if (!await updatePlace(work.session, actor.county, code, input.version, next)) return by((await placesIn(work)).find(one => one.code === code)!)
    work.record({
      action: 'places.place.change', subject: code, place: code,
      before: { name: place.name, name_en: place.name_en, to: place.to, successor: place.successor }, after: next,
    })
    return done(code)
  })
