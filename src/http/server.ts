import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { readFile } from 'node:fs/promises'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { RefusedInput, type Refusal } from '../base/result.ts'
import { readAsSeen } from './as-seen.ts'
import { problem, RefusedRequest, type Environment } from './router.ts'

const BODY_BYTES_MAX = 32 << 20
/** Every write of the browser program carries this header; another site's form cannot send it. */
const GUARD_HEADER = 'x-tongxin'

const tooLarge: Refusal = {
  code: 'too-large', place: 'body',
  message: { zh: '文件超过 30 MB，无法接收。', en: 'The file is larger than 30 MB.' },
  next: { zh: '请拆成几个文件再上传。', en: 'Split it into several files and upload them one by one.' },
}
const foreignForm: Refusal = {
  code: 'forbidden', place: GUARD_HEADER,
  message: { zh: '这个请求不是本系统页面发出的，已拒绝。', en: 'This request did not come from a page of this program.' },
}
const nowhere = (path: string): Refusal => ({
  code: 'not-found', place: path, message: { zh: `没有这个地址：${path}`, en: `There is nothing at ${path}.` },
})
/** PostgreSQL holds no zero character: `character_not_in_repertoire` in a text, `untranslatable_character` in JSON. */
const UNSTORABLE = ['22021', '22P05']
/** Half of a character (a lone surrogate) is no JSON to it: `invalid_text_representation`, said of json alone. */
const isHalf = (error: Error & { code: unknown }): boolean => error.code === '22P02' && /\bjson\b/.test(error.message)
const isUnstorable = (error: Error): boolean => 'code' in error && (UNSTORABLE.includes(String(error.code)) || isHalf(error))
/** `numeric_value_out_of_range`, `datetime_field_overflow`: a number or a day that no column holds. */
const BEYOND = ['22003', '22008']
const isBeyond = (error: Error): boolean => 'code' in error && BEYOND.includes(String(error.code))
const beyond: Refusal = {
  code: 'invalid', place: 'body',
  message: { zh: '有数字或日期大得无法保存，没有保存任何内容。', en: 'A number or a date is too great to be stored; nothing was saved.' },
  next: { zh: '请核对填写的数字、年份和日期。', en: 'Check the numbers, years and dates that were filled in.' },
}
const unstorable: Refusal = {
  code: 'invalid', place: 'body',
  message: { zh: '文字里有不能保存的字符（零字符或残缺的字），没有保存任何内容。', en: 'A text holds a character that cannot be stored (the zero character, or half of a character); nothing was saved.' },
  next: { zh: '请删去后重新填写，不要从别处粘贴。', en: 'Delete the text and type it anew instead of pasting it.' },
}
const fault: Refusal = {
  code: 'invalid', place: '',
  message: { zh: '系统出了故障，已写入日志，没有保存任何内容。', en: 'The program failed; nothing was saved and the fault is logged.' },
  next: { zh: '请稍后再试；再出现请联系管理员。', en: 'Try again; if it happens again, tell the administrator.' },
}

/** The application with its manners: security headers, body limit, write guard, problem+json for whatever goes wrong. */
export function newApplication(log: (text: string) => void, secure = false): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>()
  app.use(secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'],
      objectSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"], formAction: ["'self'"],
    },
    // Of this host alone: whatever else a county serves under its name is not ours to decide.
    strictTransportSecurity: secure ? 'max-age=31536000' : false,
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
  }))
  app.use('/api/*', bodyLimit({ maxSize: BODY_BYTES_MAX, onError: context => problem(context, [tooLarge]) }))
  app.use('/api/*', async (context, next) => {
    const writes = !['GET', 'HEAD'].includes(context.req.method)
    if (writes && context.req.header(GUARD_HEADER) === undefined) return problem(context, [foreignForm])
    context.header('cache-control', 'no-store')
    readAsSeen(context.req)
    return next()
  })
  app.notFound(context => problem(context, [nowhere(context.req.path)]))
  app.onError((error, context) => {
    if (error instanceof RefusedRequest || error instanceof RefusedInput) return problem(context, error.refusals)
    if (error instanceof HTTPException && error.status < 500) {
      return problem(context, [{ code: 'invalid', place: 'body', message: { zh: '请求的内容读不出来。', en: 'The request could not be read.' } }])
    }
    if (isUnstorable(error)) return problem(context, [unstorable])
    if (isBeyond(error)) return problem(context, [beyond])
    log(`fault at ${context.req.method} ${context.req.path}: ${error.stack ?? error.message}`)
    return context.body(JSON.stringify({ type: 'about:blank', status: 500, title: fault.message.zh, code: 'fault', refusals: [fault] }), 500,
      { 'content-type': 'application/problem+json; charset=utf-8' })
  })
  return app
}

/** Serves the built web program: hashed assets for ever, and the one page for every other address. */
export function serveWeb(app: OpenAPIHono<Environment>, directory: string): void {
  app.use('/assets/*', async (context, next) => {
    await next()
    if (context.res.ok) context.header('cache-control', 'public, max-age=31536000, immutable')
  })
  app.use('/assets/*', serveStatic({ root: directory, rewriteRequestPath: path => path }))
  // What opens the program without signal: a script whose name stays, so it is asked for anew each time.
  app.get('/offline.js', serveStatic({ root: directory, rewriteRequestPath: path => path, onFound: (_, context) => context.header('cache-control', 'no-cache') }))
  app.get('*', async context => {
    if (context.req.path.startsWith('/api/') || context.req.path.startsWith('/assets/')) return context.notFound()
    return context.html(await readFile(`${directory}/index.html`, 'utf8'))
  })
}

export type Listener = { readonly port: number; close(): Promise<void> }

/** Certificate and key, as PEM texts. */
export type Tls = { readonly cert: string; readonly key: string }
type Fetches = { fetch: (request: Request, ...rest: never[]) => Response | Promise<Response> }

/** Listens on an address, by HTTPS when a certificate is given; port 0 picks a free one. Rejects when the port is taken. */
export function listen(app: Fetches, host: string, port: number, tls?: Tls): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const secure = tls ? { createServer: createSecureServer, serverOptions: tls } : {}
    const server = serve({ fetch: request => app.fetch(request), hostname: host, port, ...secure }, (address: AddressInfo) => resolve({
      port: address.port,
      close: () => new Promise(closed => {
        server.close(() => closed())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
    }))
    server.on('error', reject)
  })
}
