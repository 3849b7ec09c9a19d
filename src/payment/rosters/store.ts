import type { Session } from '../../db/db.ts'

/** How often each person of a run was paid one of its benefits by runs before it. */
export async function selectPaymentsBefore(session: Session, county: string, run: string, benefits: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await session.query<{ person: string; payments: number }>(
    `SELECT l.person, count(*) AS payments FROM payment_line l
     JOIN payment_run r ON r.county_code = l.county_code AND r.id = l.run
     JOIN payment_run this ON this.county_code = r.county_code AND this.id = $2
     WHERE l.county_code = $1 AND l.run <> $2 AND l.benefit = ANY($3::text[]) AND l.state IN ('approved', 'sent', 'returned', 'confirmed')
       AND (r.year, r.number) < (this.year, this.number)
       AND (l.county_code, l.person) IN (SELECT o.county_code, o.person FROM payment_line o WHERE o.county_code = $1 AND o.run = $2)
     GROUP BY l.person`,
    [county, run, benefits],
  )
  return new Map(rows.map(row => [row.person, row.payments]))
}
