import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Actor } from '../base/actor.ts'
import { issueWords, type Issue } from '../base/issue.ts'
import type { Refusal, Result } from '../base/result.ts'
import { STATUS } from './status.ts'

/** A year in an address: what is far from any record is the asker's mistake, and beyond what the database counts to. */
export const yearAsked = z.coerce.number().int().min(1949).max(2200)

export type Environment = { Variables: { actor: Actor } }

/** Carries refusals out of a handler; `problemAnswer` turns it into problem+json. */
export class RefusedRequest extends Error {
  readonly refusals: readonly Refusal[]
  constructor(refusals: readonly Refusal[]) {
    super(refusals.map(refusal => `${refusal.code} ${refusal.place}`).join(', '))
    this.refusals = refusals
  }
}

/** The value of a result, or the refusals on their way to the caller. */
export function orProblem<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new RefusedRequest(result.refusals)
}

/** RFC 9457 problem+json: a title in both languages, and every refusal with its place. */
export function problem(context: Context, refusals: readonly Refusal[]): Response {
  const first = refusals[0]
  const status = first === undefined ? 422 : STATUS[first.code]
  return context.body(
    JSON.stringify({ type: 'about:blank', status, title: first?.message.zh ?? '请求无法处理', code: first?.code ?? 'invalid', refusals }),
    status,
    { 'content-type': 'application/problem+json; charset=utf-8' },
  )
}

type SchemaIssue = Issue & { readonly values?: readonly unknown[]; readonly keys?: readonly string[] }

/** What zod found wrong, as refusals: every offence, each with its place. */
export const refusalsOf = (issues: readonly SchemaIssue[]): Refusal[] =>
  issues.map(issue => {
    const place = [...issue.path.map(String), ...(issue.keys ?? [])].join('.')
    const words = issueWords(issue)
    return {
      code: issue.code === 'unrecognized_keys' ? 'unknown-key' : 'invalid',
      place,
      ...(issue.values ? { legal: issue.values.map(String) } : {}),
      message: place === '' ? words : { zh: `${place}：${words.zh}`, en: `${place}: ${words.en}` },
    }
  })

/** Nobody filled in what stands in an address: where it has the wrong form there is no such record, as for one that nothing has. */
const noSuchRecord = (issue: SchemaIssue, context: Context): Refusal => ({
  code: 'not-found', place: issue.path.join('.'), value: context.req.param(String(issue.path[0])),
  message: { zh: '没有这条记录：地址抄错了，或没有抄全。', en: 'There is no such record: its address was copied wrongly, or not whole.' },
  next: { zh: '请回到列表里点开它。', en: 'Open it from its list.' },
})

/** A router whose validation failures are refusals like all others. */
export const newRouter = () =>
  new OpenAPIHono<Environment>({
    defaultHook: (result, context) => {
      if (result.success) return undefined
      const { issues } = result.error
      return problem(context, result.target === 'param' ? issues.map(issue => noSuchRecord(issue, context)) : refusalsOf(issues))
    },
  })
