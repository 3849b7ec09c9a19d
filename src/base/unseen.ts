/**
 * Marks that nobody sees and that come along with what is pasted from a chat, a page or Word: control characters, soft hyphen,
 * zero-width space, word joiner, byte order mark, marks of writing direction. Line feed, carriage return and tab are text; so are
 * the joiners and variation selectors by which emoji, rare characters and scripts other than Chinese are written.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g

/** Passwords, under the names that they have in every form, are what was typed. */
const KEPT = new Set(['password', 'current'])

/** A text without such marks. */
export const withoutUnseen = (text: string): string => text.replaceAll(UNSEEN, '')

/** The value of a field as it is seen; what is no text, and passwords, as they are. A reviver of `JSON.parse`, too. */
export const asSeen = <T>(field: string, value: T): T => (typeof value === 'string' && !KEPT.has(field) ? withoutUnseen(value) as T : value)
