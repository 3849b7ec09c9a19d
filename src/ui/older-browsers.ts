/**
 * What the pages use and Chromium 109, the floor of DESIGN's offices, does not have. Imported before all else by src/web.tsx;
 * where the browser has its own, that stays.
 */
type Missing = { readonly on: object; readonly name: string; readonly value: (...given: never[]) => unknown }

export const MISSING: readonly Missing[] = [
  { on: Array.prototype, name: 'toSorted', value<T>(this: readonly T[], compare?: (one: T, other: T) => number) { return [...this].sort(compare) } },
  { on: Array.prototype, name: 'toReversed', value<T>(this: readonly T[]) { return [...this].reverse() } },
  {
    on: Array.prototype, name: 'toSpliced', value<T>(this: readonly T[], start: number, count: number, ...items: T[]) {
      const copy = [...this]
      copy.splice(start, count, ...items)
      return copy
    },
  },
  { on: Array.prototype, name: 'with', value<T>(this: readonly T[], index: number, item: T) { return this.map((old, at) => (at === (index < 0 ? this.length + index : index) ? item : old)) } },
  {
    on: Map, name: 'groupBy', value<T, Key>(items: Iterable<T>, keyOf: (item: T, index: number) => Key) {
      const groups = new Map<Key, T[]>()
      let index = 0
      for (const item of items) {
        const key = keyOf(item, index++)
        const group = groups.get(key)
        if (group) group.push(item)
        else groups.set(key, [item])
      }
      return groups
    },
  },
]

for (const { on, name, value } of MISSING) if (!(name in on)) Object.defineProperty(on, name, { value, writable: true, configurable: true })
