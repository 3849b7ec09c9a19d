import type { House } from '../access/house.ts'
import type { WrappedKeys } from '../vault/keys.ts'

/** What a backup needs beside the house: where the sealed files lie, the keys as the database holds them, and what this program is. */
export type BackupHouse = House & {
  readonly installation: { readonly files: string; readonly wrapped: WrappedKeys; readonly demo: boolean; readonly program: string }
}
