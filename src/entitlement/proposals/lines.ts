import type { Refusal } from '../../base/result.ts'

/** A refusal of a data file, at its line. */
export type FileFault = { readonly line: number; readonly refusal: Refusal }

/** Refusals by the file that each speaks of, in the order of lines; `others` speak of no file. */
export function faultsByFile(refusals: readonly Refusal[]): { readonly files: ReadonlyMap<string, readonly FileFault[]>; readonly others: readonly Refusal[] } {
  const files = new Map<string, FileFault[]>()
  const others: Refusal[] = []
  for (const refusal of refusals) {
    const [, path, line] = /^(\S+\.yaml):(\d+)/.exec(refusal.place) ?? []
    if (path === undefined) others.push(refusal)
    else files.set(path, [...files.get(path) ?? [], { line: Number(line), refusal }])
  }
  for (const found of files.values()) found.sort((one, other) => one.line - other.line)
  return { files, others }
}
