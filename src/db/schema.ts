import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database, Session } from './db.ts'
import { openDatabase } from './open.ts'

export const SCHEMA_FILE = join(import.meta.dirname, '../../db/schema.sql')

/** What the catalog says of every table, in one order. PostgreSQL 15 and 18 print it alike but for NOT NULL, which 18 also keeps as a constraint. */
const PARTS = `
  SELECT c.relname AS name, 1 AS rank, a.attname AS detail, a.attnum::integer AS place,
    '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || CASE WHEN col.collname IS NOT NULL AND col.collname <> 'default' THEN ' COLLATE "' || col.collname || '"' ELSE '' END
      || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
      || CASE WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END AS text
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum LEFT JOIN pg_collation col ON col.oid = a.attcollation
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT c.relname, 2, k.conname, 0, '  ' || pg_get_constraintdef(k.oid)
  FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f', 'c')
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT c.relname, 3, i.relname, 0, pg_get_indexdef(x.indexrelid)
  FROM pg_class c JOIN pg_index x ON x.indrelid = c.oid JOIN pg_class i ON i.oid = x.indexrelid
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u'))
  UNION ALL
  SELECT c.relname, 4, p.polname, 0, 'POLICY ' || p.polname || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END || ' FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END
      || coalesce(E'\\n    USING ' || regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\\s+', ' ', 'g'), '')
      || coalesce(E'\\n    WITH CHECK ' || regexp_replace(pg_get_expr(p.polwithcheck, p.polrelid), '\\s+', ' ', 'g'), '')
  FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT g.table_name, 5, string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type), 0, 'GRANT ' || string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type)
  FROM information_schema.role_table_grants g WHERE g.grantee = 'tongxin_program' AND g.table_schema = 'public' GROUP BY g.table_name
  UNION ALL
  SELECT g.table_name, 6, g.privilege_type, 0, 'GRANT ' || g.privilege_type || ' (' || string_agg(g.column_name, ', ' ORDER BY g.column_name) || ')'
  FROM information_schema.role_column_grants g
  WHERE g.grantee = 'tongxin_program' AND g.table_schema = 'public' AND NOT EXISTS (
    SELECT 1 FROM information_schema.role_table_grants t
    WHERE t.grantee = g.grantee AND t.table_schema = g.table_schema AND t.table_name = g.table_name AND t.privilege_type = g.privilege_type)
  GROUP BY g.table_name, g.privilege_type
  UNION ALL
  SELECT c.relname, 7, t.tgname, 0, pg_get_triggerdef(t.oid) || E'\\n    AS' || regexp_replace(f.prosrc, '\\s+', ' ', 'g')
  FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal JOIN pg_proc f ON f.oid = t.tgfoid WHERE c.relnamespace = 'public'::regnamespace
  ORDER BY 1, 2, 4, 3`

type Row = { readonly name: string; readonly rank: number; readonly text: string }

const COMMENTS = `
  SELECT c.relname AS name, coalesce(a.attname, '') AS detail, d.description AS text
  FROM pg_class c JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1, 2`

function tableText(name: string, rows: readonly Row[], comments: readonly { name: string; detail: string; text: string }[]): string {
  const of = (...ranks: number[]) => rows.filter(row => row.name === name && ranks.includes(row.rank)).map(row => row.text)
  const said = comments.filter(comment => comment.name === name).map(comment => `-- ${comment.detail === '' ? name : comment.detail}: ${comment.text}`)
  return [`TABLE ${name} (`, of(1, 2).join(',\n'), ')', ...of(3), ...of(4), ...of(5, 6), ...of(7), ...said].join('\n')
}

async function schemaIn(session: Session): Promise<string> {
  const { rows } = await session.query<Row>(PARTS)
  const comments = (await session.query<{ name: string; detail: string; text: string }>(COMMENTS)).rows
  const tables = [...new Set(rows.map(row => row.name))]
  return `-- What the migrations make, read back from the catalog: node tools/run.mjs schema writes it, a test compares it.\n\n${tables.map(name => tableText(name, rows, comments)).join('\n\n')}\n`
}

/** The whole schema of a migrated database as text. */
export const schemaOf = (database: Database): Promise<string> => database.transaction(schemaIn)

if (process.argv[1] === import.meta.filename) {
  const database = await openDatabase({ data: 'memory' })
  const text = await schemaOf(database)
  await database.close()
  if (!process.argv.includes('--check')) writeFileSync(SCHEMA_FILE, text)
  else if (readFileSync(SCHEMA_FILE, 'utf8') !== text) process.exitCode = 1
}
