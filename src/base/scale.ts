const STEPS = [1, 2, 4, 5, 8, 10] as const

/** The round number at or above a value at which a picture of it ends. */
export function roundTop(value: number, steps: readonly number[] = STEPS): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)))
  return (steps.find(step => step * power >= value) ?? 10) * power
}
