import { AMOUNT_EXAMPLES } from './amounts.ts'
import { COLUMN_EXAMPLES } from './columns.ts'
import { ENGINE_EXAMPLES } from './engine.ts'
import type { Example } from './example.ts'

/** Everything that is asked of the engine's parts alone. */
export const EXAMPLES: readonly Example[] = [...ENGINE_EXAMPLES, ...AMOUNT_EXAMPLES, ...COLUMN_EXAMPLES]
