import type { Text } from '../base/result.ts'

/** How far long work is: `done` of `total` steps, and what is being done now. */
export type Progress = { readonly done: number; readonly total: number; readonly text: Text }
