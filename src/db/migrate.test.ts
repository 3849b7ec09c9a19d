import { describe, expect, test } from 'vitest'
import { statementsOf } from './migrate.ts'

describe('the statements of a migration', () => {
  test('end with a semicolon at the end of a line', () => {
    expect(statementsOf('CREATE TABLE a (b text);\n\nINSERT INTO a VALUES (\'x;y\');\n')).toEqual(['CREATE TABLE a (b text);', 'INSERT INTO a VALUES (\'x;y\');'])
  })
  test('a comment is no end', () => {
    expect(statementsOf('CREATE TABLE a ( -- why;\n  b text);\n')).toHaveLength(1)
  })
  test('a body between dollar signs is one statement', () => {
    expect(statementsOf('DO $$ BEGIN\n  PERFORM 1;\nEND $$;\nSELECT 1;\n')).toHaveLength(2)
  })
  test('a last statement without its semicolon is an error that shows it', () => {
    expect(() => statementsOf('SELECT 1;\nSELECT 2\n')).toThrow('SELECT 2')
  })
  test('a trailing comment alone is nothing', () => {
    expect(statementsOf('SELECT 1;\n-- the end\n')).toEqual(['SELECT 1;'])
  })
})
