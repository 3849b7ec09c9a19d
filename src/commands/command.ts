import type { Refusal, Text } from '../base/result.ts'

/** Where a command's answer goes: one JSON value on standard output with `--json`, else text; logs to standard error. */
export type Output = {
  readonly json: boolean
  print(value: unknown, text: string): void
  log(text: string): void
}

/** One word of the command line. `run` answers the exit code: 0 done, 1 a fault or a failed check, 2 refused. */
export type Command = {
  readonly usage: string
  readonly summary: Text
  run(args: string[], out: Output): Promise<number>
}

/** Refused input: every offence with its place, value and legal choices, in one answer. */
export function refuse(out: Output, refusals: readonly Refusal[]): number {
  const line = (refusal: Refusal) => [
    refusal.place === '' || refusal.message.zh.startsWith(refusal.place) ? '' : `${refusal.place}: `, refusal.message.zh,
    refusal.value === undefined ? '' : `（${JSON.stringify(refusal.value)}）`,
    refusal.legal && refusal.legal.length > 0 ? ` 可用：${refusal.legal.join('、')}。` : '',
    refusal.next ? ` ${refusal.next.zh}` : '', `\n  ${refusal.message.en}${refusal.next ? ` ${refusal.next.en}` : ''}`,
  ].join('')
  for (const refusal of refusals) out.log(line(refusal))
  if (out.json) out.print({ error: refusals }, '')
  return 2
}

/** Thrown for arguments that a command cannot use; the command line answers with the sentence and the usage. */
export class BadArguments extends Error {}
