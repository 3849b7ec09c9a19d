/** How far two clocks may stand apart before somebody should look. */
export const CLOCK_MILLISECONDS_MAX = 120_000
/** Below this a disk is nearly full: a day's backup would not fit. */
export const DISK_BYTES_MIN = 2 * 1024 ** 3
/** The nightly comparison that is older than this did not run last night. */
export const COMPARISON_MILLISECONDS_MAX = 36 * 3_600_000

/** What the program runs on, told from outside: nobody reads the machine elsewhere. */
export type Machine = {
  readonly version: string
  readonly runtime: string
  readonly started_at: number
  /** The real clock, also in a demo whose own stands elsewhere. */
  readonly clock: () => number
  /** Free and all bytes of the disk that files (and the embedded database) lie on. */
  readonly disk: () => Promise<{ readonly free_bytes: number; readonly total_bytes: number }>
}

export type Health = {
  /** The office's own clock: a demo's stands elsewhere. */
  readonly office_now: string
  readonly program: { readonly version: string; readonly runtime: string; readonly started_at: string }
  readonly database: { readonly kind: 'embedded' | 'server'; readonly version: string; readonly bytes: number }
  readonly disk: { readonly free_bytes: number; readonly total_bytes: number; readonly low: boolean }
  readonly comparison: { readonly at: string; readonly by: string; readonly lines: number; readonly replayed: number; readonly differences: number; readonly late: boolean } | null
  readonly clock: {
    readonly now: string
    /** The database's clock, less the program's. */
    readonly database_ahead_milliseconds: number
    /** The last entry of the journal lies in the future: the clock went back. */
    readonly went_back: boolean
    readonly journal_at: string | null
  }
  readonly journal: { readonly number: number; readonly hash: string }
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** 1.4 GB */
export function sizeWords(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)))
  return `${Number((bytes / 1024 ** power).toFixed(power > 1 ? 1 : 0))} ${UNITS[power]}`
}
