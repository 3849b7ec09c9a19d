import type { Category, Facts, Identity } from '../../law/facts.ts'

/** Invented facts for measuring, the same for the same number: nobody is kept in memory. */

const COUNTY = '990101'

/** mulberry32: small, fast, and the same everywhere. */
function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = Math.trunc(state + 0x6D2B79F5)
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const two = (number: number) => String(number).padStart(2, '0')

/** The shares of a typical town of 262 (domain: four per cent survivors, seven in ten rural veterans …), per thousand. */
const TOWN: readonly (readonly [Category, number])[] = [
  ['rural-veteran-60', 640], ['disabled-serviceman', 78], ['conscript-family', 60], ['combat-veteran', 50], ['nuclear-test-veteran', 46], ['demobilized-serviceman', 48],
  ['ill-veteran', 21], ['martyr-survivor', 12], ['duty-death-survivor', 7], ['illness-death-survivor', 8], ['martyr-child', 18], ['uranium-veteran', 4],
  ['scattered-red-army', 4], ['disabled-police', 4],
]
/** A third each, so that no rule is favoured. */
const THREE: readonly (readonly [Category, number])[] = [['disabled-serviceman', 334], ['rural-veteran-60', 333], ['conscript-family', 333]]

export type Mix = 'three' | 'whole'

/** The facts of one person of a mix. One in fifty is dead, one in twenty draws a pension, some are suspended or moved. */
export function factsOf(number: number, mix: Mix): Facts {
  const chance = chanceOf(number + 1)
  const whole = (from: number, to: number) => from + Math.floor(chance() * (to - from + 1))
  const day = (from: number, to: number) => `${whole(from, to)}-${two(whole(1, 12))}-${two(whole(1, 28))}`
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!
  let left = chance() * 1000
  const category = (mix === 'three' ? THREE : TOWN).find(([, share]) => (left -= share) < 0)?.[0] ?? 'rural-veteran-60'
  const identity = (): Identity => {
    if (category === 'disabled-serviceman' || category === 'disabled-police') {
      return { category, cause: pick(['war', 'duty', 'illness'] as const), grade: whole(1, 6), approved_on: day(1990, 2025), mental: chance() < 0.1 }
    }
    if (category === 'conscript-family') {
      return { category, enlistment_approved_on: `${whole(2021, 2025)}-${pick(['03', '09'])}-01`, left_on: null, approved_by_county: COUNTY, area: pick(['ordinary', 'plateau', 'tibet'] as const) }
    }
    if (category === 'rural-veteran-60') {
      const enlisted = whole(1960, 1990)
      return { category, enlisted_on: `${enlisted}-03-01`, discharged_on: `${enlisted + whole(2, 5)}-12-01`, approved_on: day(2011, 2025) }
    }
    if (category === 'martyr-survivor' || category === 'duty-death-survivor' || category === 'illness-death-survivor') {
      return { category, relation: pick(['parent', 'spouse', 'child'] as const), approved_on: day(1990, 2025), in_school: chance() < 0.5 }
    }
    return { category: category as 'veteran', approved_on: day(1990, 2025) }
  }
  const young = category === 'conscript-family'
  return {
    county: COUNTY, person: { born: young ? day(1970, 1985) : day(1935, 1966), ...(chance() < 0.02 ? { died: day(2023, 2025), death_cause: pick(['illness', 'other'] as const) } : {}) },
    identities: [identity()],
    ...(chance() < 0.05 ? { draws_employee_pension: true } : {}),
    ...(chance() < 0.002 ? { suspended: [{ from: day(2024, 2024), to: day(2025, 2025), decided_by: 'province' as const }] } : {}),
    ...(chance() < 0.005 ? { hukou_moves: [{ on: day(2024, 2024), to_county: '990202' }] } : {}),
  }
}
