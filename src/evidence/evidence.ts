import { isDay, type Day } from '../base/day.ts'
import type { Refusal } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'

export const EVIDENCE_KINDS = ['photo', 'scan', 'sign-in', 'receipt', 'file'] as const
export type EvidenceKind = typeof EVIDENCE_KINDS[number]

/** What a file may be, and the ending it gets when it is downloaded. */
export const MEDIA_TYPES = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'text/plain': 'txt',
} as const
export type MediaType = keyof typeof MEDIA_TYPES
export const isMediaType = (text: string): text is MediaType => text in MEDIA_TYPES

/** What a piece of evidence is about: `{kind: 'visit', id}`, `{kind: 'task', id}`, `{kind: 'organization.meeting', id}` ... */
export type Subject = { readonly kind: string; readonly id: string }

/** Subjects whose evidence shows private facts of a person whole. It opens in the room of its subject alone, for a reason that the journal keeps. */
export const PRIVATE_SUBJECTS = ['roster.account', 'roster.person'] as const

export type EvidenceInput = {
  readonly kind: EvidenceKind
  readonly title: string
  readonly place: string
  readonly taken_on: Day
  readonly media_type: string
  readonly bytes: Uint8Array
  readonly file_name?: string | null
  readonly subject: Subject
}

/** A row of evidence as others see it. */
export type Evidence = {
  readonly id: string
  readonly kind: EvidenceKind
  readonly title: string
  readonly place: string
  readonly taken_on: Day
  readonly media_type: MediaType
  readonly size: number
  readonly hash: string
  readonly subject_kind: string
  readonly subject: string
  readonly kept_by: string
}

const KIND_TEXT = /^[a-z]+(\.[a-z-]+)?$/

/** Every fault of a piece of evidence but those of its bytes. `today` in Shanghai. */
export function evidenceFaults(input: EvidenceInput, today: Day): Refusal[] {
  const faults: Refusal[] = [...screenSecret('title', input.title), ...screenSecret('file_name', input.file_name)]
  if (!EVIDENCE_KINDS.includes(input.kind)) {
    faults.push({ code: 'invalid', place: 'kind', value: input.kind, legal: EVIDENCE_KINDS,
      message: { zh: '没有这种佐证。', en: 'There is no such kind of evidence.' } })
  }
  if (input.title.trim() === '' || input.title.length > 200) {
    faults.push({ code: 'missing', place: 'title', message: { zh: '请用一两句话写明这份佐证是什么。', en: 'Say in a few words what this evidence is.' } })
  }
  if (!isDay(input.taken_on) || input.taken_on > today) {
    faults.push({ code: 'invalid', place: 'taken_on', value: input.taken_on, legal: [`<= ${today}`],
      message: { zh: '形成日期不存在或在今天之后。', en: 'The day it was made does not exist or lies ahead.' } })
  }
  if (!KIND_TEXT.test(input.subject.kind) || input.subject.id === '') {
    faults.push({ code: 'invalid', place: 'subject', value: input.subject, message: { zh: '请写明这份佐证证明的是哪项工作。', en: 'Say which record this evidence proves.' } })
  }
  return faults
}
