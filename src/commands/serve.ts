import { join } from 'node:path'
import { RefusedInput } from '../base/result.ts'
import { InUse } from '../db/lock.ts'
import { serveProgram } from '../main.ts'
import { readArguments, wholeNumber } from './arguments.ts'
import { BadArguments, refuse, type Command, type Output } from './command.ts'
import { readEnvironment } from './environment.ts'
import { ROOT } from './house.ts'
import { readTls } from './tls.ts'

const LOOPBACK = ['127.0.0.1', 'localhost', '::1']

/** Why the program could not begin, on standard error alone: its one JSON value has been printed. */
function beginFault(error: unknown, out: Output): number {
  if (error instanceof RefusedInput) return refuse({ ...out, json: false }, error.refusals)
  out.log(error instanceof Error ? error.message : String(error))
  return error instanceof BadArguments || error instanceof InUse ? 2 : 1
}

/** Serves until the process is told to stop. */
async function serveUntilStopped(options: Parameters<typeof serveProgram>[0], out: Output): Promise<number> {
  const program = await serveProgram(options)
  out.print({ listening: program.address }, `listening ${program.address}`)
  const stopped = new Promise<number>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(0))
    program.ready.catch((error: unknown) => resolve(beginFault(error, out)))
  })
  const code = await stopped
  await program.close()
  return code
}

function tlsOf(host: string, demo: boolean, { cert, key, log }: { cert: string | undefined; key: string | undefined; log: Output['log'] }) {
  const loopback = LOOPBACK.includes(host)
  if (!loopback && demo) throw new BadArguments(`示例数据库只在本机提供：--host ${host} 不可用 / a demo is served on this machine alone: ${LOOPBACK.join(', ')}`)
  if (!loopback && !(cert && key)) throw new BadArguments(`--host ${host}：对外只提供 HTTPS，请同时给出 --tls-cert 和 --tls-key / beyond this machine HTTPS only`)
  if (Boolean(cert) !== Boolean(key)) throw new BadArguments('--tls-cert 与 --tls-key 要一起给出 / give both or neither')
  return cert && key ? readTls(cert, key, Date.now(), log) : undefined
}

export const serveCommand: Command = {
  usage: 'serve [--data DIR] [--port N] [--demo] [--host ADDR --tls-cert F --tls-key F]',
  summary: { zh: '启动服务', en: 'serve the program' },
  run(args, out) {
    const { values } = readArguments(args, {
      data: { type: 'string' }, port: { type: 'string' }, demo: { type: 'boolean' }, host: { type: 'string' },
      'tls-cert': { type: 'string' }, 'tls-key': { type: 'string' },
    })
    const host = values.host ?? '127.0.0.1'
    const demo = values.demo ?? false
    const port = wholeNumber(values.port, 'port', 0, 65_535) ?? readEnvironment(process.env).PORT
    return serveUntilStopped({ data: values.data, demo, host, port, tls: tlsOf(host, demo, { cert: values['tls-cert'], key: values['tls-key'], log: out.log }), log: out.log }, out)
  },
}

export const startCommand: Command = {
  usage: 'start',
  summary: { zh: '建立虚构的示例乡镇并启动服务（npm start）', en: 'serve the invented township, made on the first start (npm start)' },
  run(args, out) {
    readArguments(args, {})
    return serveUntilStopped({
      data: join(ROOT, 'data', 'demo'), demo: true, host: '127.0.0.1', port: readEnvironment(process.env).PORT, tls: undefined, log: out.log,
    }, out)
  },
}
