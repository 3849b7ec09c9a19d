import { parseArgs, type ParseArgsConfig } from 'node:util'
import { BadArguments } from './command.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads `--name value` options and the words between them. An unknown name or a missing value is a bad argument. */
export function readArguments<const T extends Options>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new BadArguments(error instanceof Error ? error.message : String(error))
  }
}

/** A value that must be there. */
export function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new BadArguments(`缺少 --${name} / --${name} is missing`)
  return value
}

/** A whole number within bounds. */
export function wholeNumber(text: string | undefined, name: string, least: number, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most)) throw new BadArguments(`--${name} ${text}：应为 ${least} 至 ${most} 的整数 / a whole number from ${least} to ${most}`)
  return value
}
