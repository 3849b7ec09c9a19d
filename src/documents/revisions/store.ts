import type { Session } from '../../db/db.ts'
import type { Revision } from './revisions.ts'

export type RevisedDocument = { readonly county: string; readonly place: string; readonly template: string; readonly year: number }

export async function selectRevisions(session: Session, { county, place, template, year }: RevisedDocument): Promise<Revision[]> {
  return (await session.query<Revision>(
    `SELECT source, text, version, revised_by_name AS revised_by, to_char(revised_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS revised_at FROM document_revision
     WHERE county_code = $1 AND place_code = $2 AND template = $3 AND year = $4 ORDER BY revised_at, source`,
    [county, place, template, year],
  )).rows
}

type By = { readonly account: string; readonly name: string; readonly at: Date }

/** Saves over the version that was read, 0 where none was. @returns whether that version still stood */
export async function upsertRevision(session: Session, { county, place, template, year }: RevisedDocument, { source, text, version }: Pick<Revision, 'source' | 'text' | 'version'>, by: By): Promise<boolean> {
  const { affected } = await session.query(
    version === 0
      ? `INSERT INTO document_revision (county_code, place_code, template, year, source, text, version, revised_by, revised_by_name, revised_at)
         VALUES ($1, $2, $3, $4, $5, $6, 1 + $7::integer, $8, $9, $10) ON CONFLICT DO NOTHING`
      : `UPDATE document_revision SET text = $6, version = version + 1, revised_by = $8, revised_by_name = $9, revised_at = $10
         WHERE county_code = $1 AND place_code = $2 AND template = $3 AND year = $4 AND source = $5 AND version = $7::integer`,
    [county, place, template, year, source, text, version, by.account, by.name, by.at],
  )
  return affected === 1
}

export async function deleteRevision(session: Session, { county, place, template, year }: RevisedDocument, { source, version }: Pick<Revision, 'source' | 'version'>): Promise<boolean> {
  const { affected } = await session.query(
    `DELETE FROM document_revision WHERE county_code = $1 AND place_code = $2 AND template = $3 AND year = $4 AND source = $5 AND version = $6`,
    [county, place, template, year, source, version],
  )
  return affected === 1
}
