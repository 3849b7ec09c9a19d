import type { Role } from '../src/base/actor.ts'
import type { Place } from '../src/places/places.ts'
import type { Dice } from './dice.ts'
import { inventName, type Words } from './words.ts'

export const COUNTY = '990101'
export const TOWNSHIP = '990101101'
const VILLAGES = 12

export type Ground = { readonly county: { code: string; name: string; name_en: string }; readonly places: readonly Place[]; readonly villages: readonly Place[] }

const FOUNDED = '1985-01-01'

/** A county, its township and twelve villages. */
export function inventPlaces(dice: Dice, words: Words): Ground {
  const [which, where] = [dice.between(0, words.counties.length - 1), dice.between(0, words.townships.length - 1)]
  const place = (code: string, name: string, name_en: string, level: Place['level'], parent: string | null): Place =>
    ({ code, name, name_en, level, parent, from: FOUNDED, to: null, successor: null, harvest_region: '江淮' })
  const chosen = dice.some(words.villages.map((name, index) => ({ name, name_en: words.villages_en[index]! })), VILLAGES)
  const villages = chosen.map((village, index) =>
    place(`${TOWNSHIP}${201 + index}`, `${village.name}${index === VILLAGES - 1 ? '社区' : '村'}`, village.name_en, 'village', TOWNSHIP))
  const county = { code: COUNTY, name: words.counties[which]!, name_en: words.counties_en[which]! }
  const township = place(TOWNSHIP, words.townships[where]!, words.townships_en[where]!, 'township', COUNTY)
  return { county, places: [place(COUNTY, county.name, county.name_en, 'county', null), township, ...villages], villages }
}

export type Colleague = { readonly login: string; readonly name: string; readonly role: Role; readonly place: string }

/** The people who work there, by what each is called when signing in. */
export function inventColleagues(dice: Dice, words: Words, ground: Ground): Colleague[] {
  const colleague = (login: string, role: Role, place: string): Colleague => ({ login, role, place, name: inventName(dice, words) })
  return [
    colleague('clerk', 'clerk', TOWNSHIP), colleague('reviewer', 'reviewer', TOWNSHIP), colleague('leader', 'leader', TOWNSHIP),
    colleague('county', 'county-office', COUNTY), colleague('auditor', 'auditor', COUNTY),
    colleague('village', 'village-worker', ground.villages[0]!.code), colleague('village2', 'village-worker', ground.villages[1]!.code),
    colleague('system', 'system-administrator', TOWNSHIP), colleague('security', 'security-administrator', TOWNSHIP), colleague('audit', 'audit-administrator', COUNTY),
  ]
}
