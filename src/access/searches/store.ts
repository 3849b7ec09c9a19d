import type { Session } from '../../db/db.ts'

export type SavedSearchRow = { id: string; list: string; name: string; words: Uint8Array; opens_first: boolean }
/** Whose: an account at the place where it works now. */
export type Owner = { readonly county: string; readonly account: string; readonly place: string }

const owned = (owner: Owner): string[] => [owner.county, owner.account, owner.place]
const COLUMNS = 'id, list, name, words, opens_first'

export async function selectSearches(session: Session, owner: Owner): Promise<SavedSearchRow[]> {
  return (await session.query<SavedSearchRow>(
    `SELECT ${COLUMNS} FROM saved_search WHERE county_code = $1 AND account = $2 AND place_code = $3 ORDER BY list, saved_at, id`, owned(owner),
  )).rows
}

export async function selectSearch(session: Session, owner: Owner, id: string): Promise<SavedSearchRow | undefined> {
  return (await session.query<SavedSearchRow>(
    `SELECT ${COLUMNS} FROM saved_search WHERE county_code = $1 AND account = $2 AND place_code = $3 AND id = $4`, [...owned(owner), id],
  )).rows[0]
}

export async function insertSearch(session: Session, owner: Owner, row: SavedSearchRow & { now: Date }): Promise<void> {
  await session.query(
    `INSERT INTO saved_search (county_code, account, place_code, id, list, name, words, opens_first, saved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [...owned(owner), row.id, row.list, row.name, row.words, row.opens_first, row.now],
  )
}

export async function updateSearch(session: Session, owner: Owner, row: Pick<SavedSearchRow, 'id' | 'name' | 'opens_first'>): Promise<void> {
  await session.query(
    `UPDATE saved_search SET name = $5, opens_first = $6 WHERE county_code = $1 AND account = $2 AND place_code = $3 AND id = $4`, [...owned(owner), row.id, row.name, row.opens_first],
  )
}

/** The list opens with none of them: another is about to be the first. */
export async function clearFirst(session: Session, owner: Owner, list: string): Promise<void> {
  await session.query(
    `UPDATE saved_search SET opens_first = false WHERE county_code = $1 AND account = $2 AND place_code = $3 AND list = $4 AND opens_first`, [...owned(owner), list],
  )
}

export async function deleteSearch(session: Session, owner: Owner, id: string): Promise<void> {
  await session.query(`DELETE FROM saved_search WHERE county_code = $1 AND account = $2 AND place_code = $3 AND id = $4`, [...owned(owner), id])
}
