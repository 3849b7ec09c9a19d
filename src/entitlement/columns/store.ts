import { writtenIn, type Dialect } from '../expression.ts'
import { amountsOf, VERDICT, type Period } from './amounts.ts'
import { heldVerdicts } from './run.ts'
import { HELD, type Shelf, type Table } from './table.ts'

/** A table that the statement reads: whole numbers by column. */
export type SqlTable = { readonly name: string; readonly columns: readonly string[]; readonly rows: readonly (readonly number[])[] }

const valueName = (index: number): string => `value_${index}`

function shelfTable(shelf: Shelf, name: string): SqlTable {
  const columns = [shelf.person, shelf.from, shelf.to, shelf.basis, ...[...shelf.leaves.keys()].map(key => shelf.columns.get(key)!)]
  return {
    name, columns: ['person', 'from_month', 'to_month', 'basis', ...[...shelf.leaves.keys()].map((_, index) => valueName(index))],
    rows: Array.from({ length: shelf.rows }, (_, row) => columns.map(column => column[row]!)),
  }
}

function amountTable(table: Table, shelf: Shelf, period: Period, name: string): SqlTable {
  const { fen, verdicts } = amountsOf(table, shelf.rule, period)
  const rows = [...fen].map((amount, place) => [Math.floor(place / period.months), period.first + place % period.months, amount, verdicts[place]!])
  return { name, columns: ['basis', 'month', 'amount_fen', 'verdict'], rows: rows.filter(row => row[3] !== VERDICT.nothing) }
}

function verdictOf(shelf: Shelf, holders: readonly string[]): string {
  const names = new Map([...shelf.leaves.keys()].map((key, index) => [key, valueName(index)]))
  const held = holders.map(name => `EXISTS (SELECT 1 FROM ${name}_held AS held WHERE held.person = shelf.person AND held.month = amount.month)`).join(' OR ') || 'false'
  const dialect: Dialect = {
    and: 'AND', or: 'OR', not: 'NOT', equal: '=', yes: 'true', no: 'false', month: 'amount.month',
    leaf: key => (key === HELD ? `(CASE WHEN ${held} THEN 1 ELSE 0 END)` : `shelf.${names.get(key)!}`),
  }
  const refused = shelf.asked.map(({ condition, place }) => `WHEN NOT ${writtenIn(dialect, condition.holds)} THEN ${VERDICT.refused + place}`)
  return `CASE ${refused.join(' ')} ELSE ${shelf.lacks.length > 0 ? String(VERDICT.missing) : 'amount.verdict'} END`
}

/**
 * The table's rules as one PostgreSQL statement over tables of whole numbers, from the same declarations as the other engines. It answers
 * `benefit, person, month, verdict, amount_fen`, a row for each row of a shelf and month that a line falls to.
 */
export function statementOf(table: Table, period: Period): { readonly tables: readonly SqlTable[]; readonly sql: string } {
  const named = table.shelves.map((shelf, index) => ({ shelf, name: `shelf_${index}` }))
  const holders: string[] = []
  const parts = named.flatMap(({ shelf, name }) => {
    const verdict = verdictOf(shelf, shelf.rule.yields ? holders : [])
    if (shelf.regular) holders.push(name)
    return [
      `${name}_said AS (SELECT shelf.person, amount.month, amount.amount_fen, ${verdict} AS verdict FROM ${name} AS shelf
        JOIN ${name}_amount AS amount ON amount.basis = shelf.basis AND amount.month BETWEEN shelf.from_month AND shelf.to_month)`,
      ...(shelf.regular ? [`${name}_held AS (SELECT DISTINCT person, month FROM ${name}_said WHERE verdict IN (${heldVerdicts(shelf).join(', ')}))`] : []),
    ]
  })
  const answers = named.map(({ shelf, name }) => `SELECT '${shelf.rule.entry.id}' AS benefit, person, month, verdict, CASE WHEN verdict IN (${VERDICT.owed}, ${VERDICT.provisional}) THEN amount_fen ELSE 0 END AS amount_fen FROM ${name}_said`)
  return {
    tables: named.flatMap(({ shelf, name }) => [shelfTable(shelf, name), amountTable(table, shelf, period, `${name}_amount`)]),
    sql: `WITH ${parts.join(',\n')}\n${answers.join('\nUNION ALL\n')}`,
  }
}
