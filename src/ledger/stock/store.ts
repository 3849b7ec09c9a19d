import type { Session } from '../../db/db.ts'
import type { StockItem, StockMovement } from './stock.ts'

const ITEM = `i.id, i.place_code AS place, i.fund, i.name, i.unit, i.unit_price_fen,
  coalesce((SELECT m.quantity_left FROM stock_movement m WHERE m.county_code = i.county_code AND m.item = i.id ORDER BY m.number DESC LIMIT 1), 0) AS quantity_left`

export async function selectItems(session: Session, county: string): Promise<StockItem[]> {
  return (await session.query<StockItem>(`SELECT ${ITEM} FROM stock_item i WHERE i.county_code = $1 ORDER BY i.place_code, i.name, i.unit_price_fen, i.id`, [county])).rows
}

/** Nobody else moves this item until the work ends; what is left is read after the lock was got. */
export async function lockItem(session: Session, county: string, id: string): Promise<StockItem | undefined> {
  await session.query(`SELECT 1 FROM stock_item WHERE county_code = $1 AND id = $2 FOR UPDATE`, [county, id])
  return (await session.query<StockItem>(`SELECT ${ITEM} FROM stock_item i WHERE i.county_code = $1 AND i.id = $2`, [county, id])).rows[0]
}

/** @returns false when the fund has this item at this price already */
export async function insertItem(session: Session, county: string, item: Omit<StockItem, 'quantity_left'>, at: Date): Promise<boolean> {
  const { affected } = await session.query(
    `INSERT INTO stock_item (county_code, id, place_code, fund, name, unit, unit_price_fen, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (county_code, fund, name, unit_price_fen) DO NOTHING`,
    [county, item.id, item.place, item.fund, item.name, item.unit, item.unit_price_fen, at],
  )
  return affected === 1
}

/** Adds the next row of an item that this work has locked. */
export async function insertMovement(
  session: Session, county: string, item: StockItem, row: Omit<StockMovement, 'item' | 'number'> & { readonly posting: string }, by: string, at: Date,
): Promise<void> {
  await session.query(
    `INSERT INTO stock_movement (county_code, item, number, place_code, kind, quantity_change, quantity_left, amount_fen, moved_on, document, posting, recorded_at, recorded_by)
     SELECT $1, $2, coalesce(max(m.number), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM stock_movement m WHERE m.county_code = $1 AND m.item = $2`,
    [county, item.id, item.place, row.kind, row.quantity_change, row.quantity_left, row.amount_fen, row.moved_on, row.document, row.posting, at, by],
  )
}

export async function selectMovements(session: Session, county: string, item: string): Promise<StockMovement[]> {
  return (await session.query<StockMovement>(
    `SELECT item, number, kind, quantity_change, quantity_left, amount_fen, moved_on, document FROM stock_movement
     WHERE county_code = $1 AND item = $2 ORDER BY number DESC`,
    [county, item],
  )).rows
}

export type WrongStock = { readonly id: string; readonly name: string; readonly kept_fen: number; readonly ledger_fen: number }

/** Items whose rows do not follow from one another, or whose worth is not what the ledger says. */
export async function selectWrongStock(session: Session, county: string): Promise<WrongStock[]> {
  return (await session.query<WrongStock>(
    `WITH kept AS (
       SELECT i.id, i.name, i.unit_price_fen * (coalesce(sum(m.quantity_change), 0)) AS worth, coalesce(sum(m.quantity_change), 0) AS quantity,
         coalesce((array_agg(m.quantity_left ORDER BY m.number DESC))[1], 0) AS quantity_left
       FROM stock_item i LEFT JOIN stock_movement m ON m.county_code = i.county_code AND m.item = i.id WHERE i.county_code = $1 GROUP BY i.id, i.name, i.unit_price_fen),
     ledger AS (
       SELECT account, sum(amount_fen) AS worth FROM (
         SELECT debit AS account, amount_fen FROM posting WHERE county_code = $1 AND debit LIKE 'stock:%'
         UNION ALL SELECT credit, -amount_fen FROM posting WHERE county_code = $1 AND credit LIKE 'stock:%') both_sides GROUP BY account)
     SELECT k.id, k.name, k.worth::bigint AS kept_fen, coalesce(l.worth, 0)::bigint AS ledger_fen
     FROM kept k LEFT JOIN ledger l ON l.account = 'stock:' || k.id::text
     WHERE k.worth <> coalesce(l.worth, 0) OR k.quantity <> k.quantity_left ORDER BY k.id`,
    [county],
  )).rows
}
