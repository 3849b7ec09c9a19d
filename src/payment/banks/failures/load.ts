import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { failureRules, type FailureRules } from './failures.ts'

const FILE = join(import.meta.dirname, '../../../../forms/bank/failures/failures.yaml')

let rules: FailureRules | undefined
/** What ships with the program, read once. */
export const failureRulesOf = (): FailureRules => (rules ??= failureRules.parse(parse(readFileSync(FILE, 'utf8'))))
