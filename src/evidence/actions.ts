import { createHash } from 'node:crypto'
import { act, read, type ActOptions } from '../access/actions.ts'
import type { House, Work } from '../access/house.ts'
import type { Actor } from '../base/actor.ts'
import { done, refused, type Refusal, type Result } from '../base/result.ts'
import { evidenceFaults, MEDIA_TYPES, PRIVATE_SUBJECTS, type Evidence, type EvidenceInput, type Subject } from './evidence.ts'
import { keepable } from './media.ts'
import { evidenceAmong, evidenceById, evidenceBySubject, evidenceFiles, insertEvidence, type StoredEvidence } from './store.ts'
import { isId, placeFaults } from './within.ts'

/** Keeps a file as proof of something: metadata removed, sealed, journalled. Answers its id. */
export async function keepEvidenceIn(work: Work, input: EvidenceInput): Promise<Result<string>> {
  const faults = [...evidenceFaults(input, work.today), ...placeFaults(work.actor, input.place)]
  const kept = keepable(input.media_type, input.bytes)
  if (!kept.ok) return refused(...faults, ...kept.refusals)
  if (faults.length > 0) return refused(...faults)
  const { media, bytes } = kept.value
  const id = work.id()
  const hash = createHash('sha256').update(bytes).digest('hex')
  const row = {
    id, kind: input.kind, title: input.title.trim(), place: input.place, taken_on: input.taken_on, media_type: media, size: bytes.length, hash,
    subject_kind: input.subject.kind, subject: input.subject.id, kept_by: work.actor.account,
  }
  const file_name = input.file_name ? work.vault.seal(input.file_name) : null
  await insertEvidence(work.session, work.actor.county, { ...row, file: await work.files.keep(bytes), file_name }, new Date(work.now))
  work.record({ action: 'evidence.file.keep', subject: id, place: input.place, after: row })
  return done(id)
}

export const keepEvidence = (house: House, actor: Actor, input: EvidenceInput, options?: ActOptions): Promise<Result<string>> =>
  act(house, actor, 'evidence.write', work => keepEvidenceIn(work, input), options)

/** What proves a subject, in the order it was made. */
export const evidenceOfIn = (work: Work, subject: Subject): Promise<Evidence[]> => evidenceBySubject(work.session, work.actor.county, subject)

export const evidenceOf = (house: House, actor: Actor, subject: Subject): Promise<Result<Evidence[]>> =>
  read(house, actor, 'evidence.read', work => evidenceOfIn(work, subject))

/** Those of the ids that exist where the actor sees: what is left out proves nothing. */
export const existingEvidenceIn = (work: Work, ids: readonly string[]): Promise<Evidence[]> =>
  evidenceAmong(work.session, work.actor.county, ids.filter(isId))

const noEvidence = (id: string): Refusal => ({
  code: 'not-found', place: 'id', value: id, message: { zh: '没有这份佐证，或不在您的辖区内。', en: 'There is no such evidence, or it is not in your places.' },
})

const isPrivate = (id: string): Refusal => ({
  code: 'forbidden', place: 'id', value: id, message: { zh: '这份佐证上有个人的完整号码，不能直接打开。', en: 'This evidence shows somebody’s numbers whole and does not open by itself.' },
  next: { zh: '请在它所属的账户变更或人员卡片上，写明事由查看。', en: 'Open it on the change of account or the person’s card that it belongs to, and say why you look.' },
})

export type EvidenceFile = { readonly name: string; readonly media_type: string; readonly bytes: Uint8Array }

const fileOf = async ({ vault, files }: Pick<House, 'vault' | 'files'>, row: StoredEvidence): Promise<EvidenceFile> => ({
  name: row.file_name ? vault.open(row.file_name) : `${row.title}.${MEDIA_TYPES[row.media_type]}`, media_type: row.media_type, bytes: await files.open(row.file),
})

const rowIn = async ({ session, actor }: Work, id: string): Promise<StoredEvidence | undefined> => (isId(id) ? evidenceById(session, actor.county, id) : undefined)

/** The same inside another work, private evidence too: the caller authorises, and journals the look. */
export async function openEvidenceIn(work: Work, id: string): Promise<Result<EvidenceFile>> {
  const row = await rowIn(work, id)
  return row ? done(await fileOf(work, row)) : refused(noEvidence(id))
}

/** The bytes of a piece of evidence, and the name to download it under. */
export async function openEvidence(house: House, actor: Actor, id: string): Promise<Result<EvidenceFile>> {
  const found = await read(house, actor, 'evidence.read', work => rowIn(work, id))
  if (!found.ok) return found
  const row = found.value
  if (!row) return refused(noEvidence(id))
  return PRIVATE_SUBJECTS.some(kind => kind === row.subject_kind) ? refused(isPrivate(id)) : done(await fileOf(house, row))
}

/** For `verify`: the ids of evidence whose file is gone or is not what its row says. */
export async function verifyEvidenceIn(work: Work): Promise<string[]> {
  const broken: string[] = []
  for (const row of await evidenceFiles(work.session, work.actor.county)) {
    const bytes = await work.files.open(row.file).catch(() => undefined)
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== row.hash) broken.push(row.id)
  }
  return broken
}
