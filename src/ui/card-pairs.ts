type Measured = { readonly column: string; readonly label: number; readonly value: number }

/**
 * Which columns stand two to a line of the cards, and how wide their labels are, so that most do and all values are in line:
 * a column is brief where the widest label and its own widest value fit into half of a line in every card.
 */
export function fitting(pairs: readonly Measured[], half: number): { readonly brief: ReadonlySet<string>; readonly label: number } {
  const columns = new Map<string, { label: number; value: number }>()
  for (const { column, label, value } of pairs) {
    const before = columns.get(column)
    columns.set(column, { label, value: Math.max(before?.value ?? 0, value) })
  }
  const briefAt = (widest: number) => [...columns].filter(([, { label, value }]) => label <= widest && widest + value <= half).map(([column]) => column)
  let best: { brief: string[]; label: number } = { brief: [], label: 0 }
  for (const widest of [...columns.values()].map(({ label }) => label).toSorted((one, other) => other - one)) {
    const brief = briefAt(widest)
    // Of two widths that fit as many, the wider keeps more values in line. One alone has nobody to stand beside.
    if (best.label === 0 || (brief.length > best.brief.length && brief.length > 1)) best = { brief, label: widest }
  }
  return { brief: new Set(best.brief.length > 1 ? best.brief : []), label: best.label }
}
