import type { Text } from '../base/result.ts'

/** What a piece of evidence is. */
export const PROOF_NAMES = {
  photo: { zh: '照片', en: 'Photo' }, 'sign-in': { zh: '签到表', en: 'Sign-in sheet' }, receipt: { zh: '签收单、票据', en: 'Receipt' },
  scan: { zh: '扫描件', en: 'Scan' }, file: { zh: '其他文件', en: 'File' },
} as const satisfies Readonly<Record<string, Text>>
export type ProofKind = keyof typeof PROOF_NAMES
