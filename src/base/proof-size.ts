import type { Text } from './result.ts'

const MEGABYTE = 1024 * 1024
/** The largest file that is kept as proof: said where it is chosen, and refused where it is kept. */
export const PROOF_BYTES_MAX = 20 * MEGABYTE
export const PROOF_SIZE_MAX = `${PROOF_BYTES_MAX / MEGABYTE} MB`

/** Why a file of so many bytes is not kept; undefined when it is. */
export function proofTooLarge(bytes: number): { readonly shown: string; readonly legal: string; readonly message: Text } | undefined {
  if (bytes <= PROOF_BYTES_MAX) return undefined
  const shown = `${Math.ceil(bytes / MEGABYTE)} MB`
  return { shown, legal: `<= ${PROOF_SIZE_MAX}`, message: { zh: `文件有 ${shown}，最多 ${PROOF_SIZE_MAX}。`, en: `The file has ${shown}; ${PROOF_SIZE_MAX} is the most.` } }
}
