import type { House } from '../access/house.ts'
import type { LawBook } from './law.ts'

/** The house with its law: what actions that decide or plan ask for. */
export type LawHouse = House & { readonly law: LawBook }
