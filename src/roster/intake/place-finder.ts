import type { Day } from '../../base/day.ts'
import type { Place } from '../../places/places.ts'
import type { PlaceFinder } from './cells.ts'

const LEGAL_MAX = 20

type Known = Pick<Place, 'code' | 'name' | 'level' | 'parent' | 'to' | 'successor'>

/** Names under which people write a place: 龙泉村, 青松镇龙泉村, 云岭县青松镇龙泉村. */
function namesOf(place: Known, byCode: ReadonlyMap<string, Known>): string[] {
  const names = [place.name]
  for (let parent = place.parent ? byCode.get(place.parent) : undefined; parent; parent = parent.parent ? byCode.get(parent.parent) : undefined) {
    names.push(parent.name + names.at(-1)!)
  }
  return names
}

/** Codes of a township are also written with twelve digits. */
const codesOf = (text: string) => [text, text.replace(/000$/, ''), text.replace(/000000$/, '')]

/**
 * Finds a place of the county by code or name, within the scope of who imports and as the places stand today.
 * A village that was merged is answered with its successor's name, never silently replaced.
 */
export function placeFinder(places: readonly Known[], scope: readonly string[], today: Day): PlaceFinder {
  const byCode = new Map(places.map(place => [place.code, place]))
  const byName = new Map<string, Known[]>()
  for (const place of places) {
    if (place.level === 'county') continue
    for (const name of namesOf(place, byCode)) byName.set(name, [...byName.get(name) ?? [], place])
  }
  const inScope = (place: Known) => scope.some(prefix => place.code.startsWith(prefix))
  const standing = (place: Known) => place.to === null || place.to >= today
  const choices = places.filter(place => place.level === 'village' && inScope(place) && standing(place))
  const legal = choices.slice(0, LEGAL_MAX).map(place => `${place.code} ${place.name}`)

  return text => {
    const coded = codesOf(text).map(code => byCode.get(code)).find(place => place && place.level !== 'county')
    const found = (coded ? [coded] : byName.get(text) ?? []).filter((place, _, all) => all.length === 1 || standing(place))
    const [place, other] = found
    if (!place) return { reason: { zh: '本县没有这个乡镇或村。', en: 'This county has no such township or village.' }, legal }
    if (other) return { reason: { zh: '有几个同名的村，请写代码或带上乡镇。', en: 'Several villages have this name; give the code or the township too.' }, legal: found.map(each => `${each.code} ${each.name}`) }
    if (!inScope(place)) return { reason: { zh: '不在您的辖区内。', en: 'It is outside your area.' }, legal }
    if (standing(place)) return { code: place.code }
    const successor = place.successor === null ? undefined : byCode.get(place.successor)
    return {
      reason: { zh: `这个村已撤并${successor ? `，现为${successor.name}` : ''}。`, en: `This village was merged${successor ? ` into ${successor.name}` : ''}.` },
      legal: successor ? [`${successor.code} ${successor.name}`] : legal,
    }
  }
}
