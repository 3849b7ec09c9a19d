import type { Text } from '../../base/result.ts'

/** What screening finds. Missed is eligible less enrolled, both ways; the rest stands between the two. */
export const FINDING_KINDS = ['not-enrolled', 'no-longer-entitled', 'drawn-twice', 'missing-fact', 'coming-change'] as const
export type FindingKind = typeof FINDING_KINDS[number]

export const KIND_NAMES: Readonly<Record<FindingKind, Text>> = {
  'not-enrolled': { zh: '应享未享', en: 'Entitled, not enrolled' },
  'no-longer-entitled': { zh: '应退未退', en: 'Enrolled, no longer entitled' },
  'drawn-twice': { zh: '重复享受', en: 'Drawn twice' },
  'missing-fact': { zh: '缺少事实', en: 'Missing facts' },
  'coming-change': { zh: '三个月内变动', en: 'Coming changes' },
}
