/** The keys that were given: an absent one leaves what stands. */
export const given = <Changes extends object>(changes: Changes) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as { [Key in keyof Changes]?: Exclude<Changes[Key], undefined> }
