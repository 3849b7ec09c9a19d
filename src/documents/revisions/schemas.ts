import { z } from 'zod'
import { plainWording } from '../template.ts'

/** A line of it is a paragraph. Numbers are figures, and years are `{year}` and `{next-year}`: a number that is typed has no records. */
const wording = z.string().trim().min(1).max(4000).pipe(plainWording)

/** `version`: the one that was read, 0 where none was. */
export const revisionInput = z.strictObject({ source: z.string().min(1).max(8000), text: wording, version: z.int().min(0) })
export const revisionMark = z.strictObject({ source: z.string().min(1).max(8000), version: z.int().min(1) })
export type RevisionInput = z.input<typeof revisionInput>
export type RevisionMark = z.input<typeof revisionMark>
