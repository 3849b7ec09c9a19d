import type { Refusal } from './result.ts'

/**
 * Words by which a text gives away a unit, its garrison, strength or task (law.md section 6.1).
 * Category names that the law itself uses are allowed, and nothing else is.
 */
const PATTERNS: readonly RegExp[] = [
  /[0-9]{4,6}\s*(?:部队|分队)/,
  // Each word has its own harmless continuations: 团结, 师范, 营业. One list for all would let 第…旅长 or 第…集团军和… through.
  new RegExp(
    '第?\\s*[0-9零〇一二三四五六七八九十百两]+\\s*(?:集团军|合成旅|舰队|支队(?!伍)|旅(?![游行客店社程费])|团(?![体员结]|长势|和气)' +
    '|师(?![范傅生资])|营(?![业养销])|基地(?!建设))(?![村镇])',
  ),
  /(?:部队)?(?:番号|代号|驻地|兵力)\s*[::是为]/,
  /(?:营区|阵地|军港|机场)(?:位于|地址|坐标)/,
]
const ALLOWED: readonly RegExp[] = [/原\s*8023\s*部队/g]

/** The part of a free text that looks like a military secret, or undefined. */
export function secretIn(text: string): string | undefined {
  const cleared = ALLOWED.reduce((rest, allowed) => rest.replaceAll(allowed, ''), text.normalize('NFKC'))
  for (const pattern of PATTERNS) {
    const found = pattern.exec(cleared)
    if (found) return found[0]
  }
  return undefined
}

/** The refusal of a free text that carries such a word. The word itself is not repeated: it must not reach a log. */
export function screenSecret(place: string, text: string | null | undefined): Refusal[] {
  if (!text || secretIn(text) === undefined) return []
  return [{
    code: 'secret', place,
    message: {
      zh: '这段文字像是写明了部队番号、驻地、兵力或任务，本系统不得存储。',
      en: 'This text seems to name a military unit, garrison, strength or task, which this program must not store.',
    },
    next: { zh: '请删去后再保存，只写“现役”和服役年限。', en: 'Remove it and save again; write only "serving" and the years of service.' },
  }]
}
