/** What the official reads, in both languages. */
export type Text = { readonly zh: string; readonly en: string }

/** Every reason for which the program refuses. `http/status.ts` maps each to a status; nothing else does. */
export type RefusalCode =
  | 'invalid'          // a value that is not legal where it stands
  | 'unknown-key'      // a name that nothing here has
  | 'missing'          // a value that must be there
  | 'contradiction'    // facts that cannot all be true
  | 'duplicate'        // it is there already
  | 'conflict'         // somebody else changed it first
  | 'state'            // the workflow does not allow this step now
  | 'same-person'      // maker and checker must differ
  | 'no-evidence'      // a task closes only with what proves it
  | 'secret'           // it looks like a military secret: unit, garrison, strength or task
  | 'forbidden'        // this role may not
  | 'signed-out'       // nobody is signed in, or the session is over
  | 'throttled'        // too many attempts
  | 'not-found'
  | 'too-large'
  | 'unreadable'       // a file that is not what it says
  | 'insufficient'     // a fund without the money
  | 'in-use'           // another process holds it

/**
 * A refusal is a value, not an exception: where, what stood there, what may stand there,
 * one sentence for the official, and what to do next. A bug throws.
 */
export type Refusal = {
  readonly code: RefusalCode
  readonly place: string
  readonly value?: unknown
  readonly legal?: readonly string[]
  readonly message: Text
  readonly next?: Text
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusals: readonly Refusal[] }

export const done = <T>(value: T): Result<T> => ({ ok: true, value })

const QUOTED_LETTERS_MAX = 40
/** A quoted value as far as one knows it again: a heading of a thousand letters would push all else off the page. */
const shortly = (text: string): string => text.replaceAll(/“[^”]*”|"[^"]*"/g, quoted => {
  const letters = [...quoted]
  return letters.length - 2 <= QUOTED_LETTERS_MAX ? quoted : [...letters.slice(0, QUOTED_LETTERS_MAX + 1), '…', letters.at(-1)].join('')
})

export const refused = (...refusals: readonly Refusal[]): Result<never> =>
  ({ ok: false, refusals: refusals.map(refusal => ({ ...refusal, message: { zh: shortly(refusal.message.zh), en: shortly(refusal.message.en) } })) })

/** Refusals on their way past code that can do nothing about them, to whoever answers the person: the command line. */
export class RefusedInput extends Error {
  readonly refusals: readonly Refusal[]
  constructor(refusals: readonly Refusal[]) {
    super(refusals.map(({ place, message }) => `${place}: ${message.zh}`).join('\n'))
    this.refusals = refusals
  }
}

/** The value, for callers to whom a refusal would be a bug (the demo, tests). */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(result.refusals.map(refusal => `${refusal.place}: ${refusal.message.zh}`).join('\n'))
}
