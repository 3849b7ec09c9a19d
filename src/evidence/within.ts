import type { Actor } from '../base/actor.ts'
import type { Refusal } from '../base/result.ts'

/** The refusal of a place that the actor does not act for: the database would stop it too, but with no sentence. */
export function placeFaults(actor: Actor, place: string, at = 'place'): Refusal[] {
  if (/^\d{6,12}$/.test(place) && actor.scope.some(prefix => place.startsWith(prefix))) return []
  return [{
    code: 'forbidden', place: at, value: place, legal: actor.scope.map(prefix => `${prefix}…`),
    message: { zh: `辖区 ${place} 不在您的职责范围内。`, en: `The place ${place} is not within your duties.` },
    next: { zh: '请选择您辖区内的地方。', en: 'Choose a place that you act for.' },
  }]
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Whether a text can be an id at all: the database throws at others. */
export const isId = (text: string): boolean => ID.test(text)
