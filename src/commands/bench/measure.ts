import { performance } from 'node:perf_hooks'

/** One piece of measured work. `count`: how many things one round of it does; `run` answers a total in fen; `after` clears up and is not measured. */
export type Piece = { readonly name: string; readonly count: number; run(): Promise<number>; after?(): Promise<void> }
export type Measured = {
  readonly name: string; readonly seconds_median: number; readonly seconds_p95: number; readonly rate_per_second: number
  readonly peak_rss_mb: number; readonly total_fen: number
}

const ordered = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other)
export const at = (numbers: readonly number[], share: number): number => ordered(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? 0
const peakMegabytes = () => Math.round(process.resourceUsage().maxRSS / 1024)

/** Runs the pieces one after another, round by round, so that a slow minute of the machine falls on all of them. */
export async function measure(pieces: readonly Piece[], rounds: number): Promise<{ results: Measured[]; seconds: ReadonlyMap<string, readonly number[]> }> {
  const seconds = new Map(pieces.map(piece => [piece.name, [] as number[]]))
  const totals = new Map<string, number>()
  for (let round = 0; round < rounds; round++) {
    for (const piece of pieces) {
      const begun = performance.now()
      totals.set(piece.name, await piece.run())
      seconds.get(piece.name)!.push((performance.now() - begun) / 1000)
      await piece.after?.()
    }
  }
  const results = pieces.map(piece => {
    const times = seconds.get(piece.name)!
    const median = at(times, 0.5)
    return {
      name: piece.name, seconds_median: median, seconds_p95: at(times, 0.95), rate_per_second: median > 0 ? piece.count / median : 0,
      peak_rss_mb: peakMegabytes(), total_fen: totals.get(piece.name) ?? 0,
    }
  })
  return { results, seconds }
}

/** How many times as much of one piece as of another is done in a second: the median of the rounds' ratios. */
export function ratioOf(pieces: readonly Piece[], seconds: ReadonlyMap<string, readonly number[]>, name: string, than: string): number {
  const count = (which: string) => pieces.find(piece => piece.name === which)!.count
  return at(seconds.get(name)!.map((time, round) => (count(name) / time) / (count(than) / seconds.get(than)![round]!)), 0.5)
}
