import { addDays, type Day } from '../base/day.ts'
import { counted } from '../base/english.ts'
import type { Refusal } from '../base/result.ts'
import type { Place } from './places.ts'
import type { PlaceChange, PlaceInput } from './schemas.ts'
import { levelOf } from './places.ts'

const isOpen = (place: Place, day: Day): boolean => place.from <= day && (place.to === null || place.to >= day)

const sameName = (name: string, other: Place): Refusal => ({
  code: 'duplicate', place: 'name', value: name,
  message: { zh: `同一上级下已有“${name}”（${other.code}）。`, en: `There is a ${name} (${other.code}) under the same place already.` },
})

const namesake = (all: readonly Place[], name: string, code: string, parent: string | null): Place | undefined =>
  all.find(place => place.parent === parent && place.code !== code && place.to === null && place.name === name)

/** The place under which a code lies. */
export const parentOf = (code: string): string => code.slice(0, levelOf(code) === 'village' ? 9 : 6)

/** All that is wrong with a new place. */
export function additionFaults(all: readonly Place[], input: PlaceInput, today: Day): Refusal[] {
  const parent = all.find(place => place.code === parentOf(input.code))
  const there = all.find(place => place.code === input.code)
  const other = namesake(all, input.name, input.code, parentOf(input.code))
  return [
    ...(parent === undefined || (parent.to !== null && parent.to < today) ? [{
      code: 'invalid' as const, place: 'code', value: input.code, legal: all.filter(place => place.level !== 'village' && place.to === null).map(place => `${place.code}…`),
      message: { zh: `没有代码为 ${parentOf(input.code)} 的上级。`, en: `There is no place ${parentOf(input.code)} above it.` },
    }] : []),
    ...(there ? [{
      code: 'duplicate' as const, place: 'code', value: input.code,
      message: { zh: `代码 ${input.code} 已经是“${there.name}”的，撤销了的也不能重用。`, en: `The code ${input.code} is that of ${there.name}; a closed place’s is not used again.` },
    }] : []),
    ...(other ? [sameName(input.name, other)] : []),
  ]
}

/** Whether somebody who followed the places that took one another in from here would come back to `code`. */
function comesBack(all: readonly Place[], code: string, from: string): boolean {
  const seen = new Set<string>([code])
  for (let at: string | null | undefined = from; at; at = all.find(place => place.code === at)?.successor) {
    if (seen.has(at)) return true
    seen.add(at)
  }
  return false
}

function successorFaults(all: readonly Place[], place: Place, to: Day, successor: string): Refusal[] {
  const next = all.find(one => one.code === successor)
  const wrong = (zh: string, en: string): Refusal[] => [{ code: 'invalid', place: 'successor', value: successor, message: { zh, en } }]
  if (!next) return wrong('没有这个辖区。', 'There is no such place.')
  if (next.level !== place.level) return wrong('并入的要是同一级：村并入村，乡镇并入乡镇。', 'A place is taken in by one of its own level.')
  if (comesBack(all, place.code, successor)) return wrong(`“${next.name}”就是它自己，或者已经并入了它。`, `${next.name} is this very place, or was taken in by it.`)
  if (!isOpen(next, addDays(to, 1))) return wrong(`“${next.name}”在 ${addDays(to, 1)} 还没有设立，或者已经撤销。`, `${next.name} does not stand on ${addDays(to, 1)}.`)
  return []
}

/** All that is wrong with a change of a place. */
export function changeFaults(all: readonly Place[], place: Place, input: PlaceChange): Refusal[] {
  const other = namesake(all, input.name, place.code, place.parent)
  const { to, successor } = input
  const inside = to === undefined ? [] : all.filter(one => one.parent === place.code && (one.to === null || one.to > to))
  return [
    ...(other && to === undefined ? [sameName(input.name, other)] : []),
    ...(to !== undefined && to < place.from ? [{
      code: 'invalid' as const, place: 'to', value: to, message: { zh: `不能早于设立的日子 ${place.from}。`, en: `Not before the day from which it stands, ${place.from}.` },
    }] : []),
    ...(inside.length > 0 ? [{
      code: 'state' as const, place: 'to', value: to, legal: inside.map(one => one.name),
      message: { zh: `下面还有 ${inside.length} 个村没有撤销：${inside.slice(0, 5).map(one => one.name).join('、')}。`, en: `${counted(inside.length, 'village under it still stands', 'villages under it still stand')}: ${inside.slice(0, 5).map(one => one.name_en || one.name).join(', ')}.` },
    }] : []),
    ...(successor !== undefined && to === undefined ? [{
      code: 'missing' as const, place: 'to', message: { zh: '写了并入哪里，也要写撤销的日子。', en: 'With the place that takes it in goes the day.' },
    }] : []),
    ...(successor !== undefined && to !== undefined ? successorFaults(all, place, to, successor) : []),
  ]
}
