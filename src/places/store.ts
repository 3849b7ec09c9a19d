import type { Session } from '../db/db.ts'
import type { Place } from './places.ts'

export async function selectPlaces(session: Session, county: string): Promise<Place[]> {
  return (await session.query<Place>(
    `SELECT place_code AS code, name, name_en, level, parent_code AS parent, from_day AS from, to_day AS to, successor_code AS successor, harvest_region, version
     FROM place WHERE county_code = $1 ORDER BY place_code`,
    [county],
  )).rows
}

export async function insertPlaces(session: Session, county: string, places: readonly Place[]): Promise<void> {
  await session.query(
    `INSERT INTO place (county_code, place_code, name, name_en, level, parent_code, from_day, to_day, successor_code, harvest_region)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::date[], $9::text[], $10::text[])`,
    [county, places.map(place => place.code), places.map(place => place.name), places.map(place => place.name_en), places.map(place => place.level),
      places.map(place => place.parent), places.map(place => place.from), places.map(place => place.to), places.map(place => place.successor),
      places.map(place => place.harvest_region)],
  )
}

/** Writes a place again, if nobody did since `version` was read. */
export async function updatePlace(session: Session, county: string, code: string, version: number, to: Pick<Place, 'name' | 'name_en' | 'to' | 'successor'>): Promise<boolean> {
  const { affected } = await session.query(
    `UPDATE place SET name = $4, name_en = $5, to_day = $6::date, successor_code = $7, version = version + 1 WHERE county_code = $1 AND place_code = $2 AND version = $3`,
    [county, code, version, to.name, to.name_en, to.to, to.successor],
  )
  return affected === 1
}
