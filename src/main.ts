import { randomInt } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { hasAccounts } from './access/actions.ts'
import type { AuditSources } from './access/audit/actions.ts'
import { auditRoutes } from './access/audit/routes.ts'
import { accessRoutes, isSignedIn, sessionRoutes, signedIn } from './access/routes.ts'
import { wordsOfKind } from './activity/kinds.ts'
import { activityKinds } from './activity/load.ts'
import { activityRoutes } from './activity/routes.ts'
import { Backups } from './backup/actions.ts'
import { backupJob } from './backup/jobs.ts'
import { backupRoutes } from './backup/routes.ts'
import { openHouse, PROGRAM_VERSION, ROOT, type OpenedHouse } from './commands/house.ts'
import { InUse } from './db/lock.ts'
import type { Machine } from './desk/health/health.ts'
import { healthRoutes } from './desk/health/routes.ts'
import type { Progress } from './desk/progress.ts'
import { deskRoutes, setUpRoutes, startingRoutes } from './desk/routes.ts'
import { disclosureJob } from './disclosure/jobs.ts'
import { disclosureRoutes } from './disclosure/routes.ts'
import { documentAnchorsIn } from './documents/actions.ts'
import { JOURNAL_WORDS } from './desk/journal-words.ts'
import { noticeKinds } from './disclosure/load.ts'
import { documentsRoutes } from './documents/routes.ts'
import { entitlementRoutes } from './entitlement/routes.ts'
import { screeningRoutes } from './entitlement/screening/routes.ts'
import { whatIfRoutes } from './entitlement/what-if/routes.ts'
import { proposalRoutes } from './entitlement/proposals/routes.ts'
import { evidenceRoutes } from './evidence/routes.ts'
import { listen, newApplication, serveWeb } from './http/server.ts'
import { startJobs, type Jobs } from './jobs/jobs.ts'
import { keptInWords, lawJob } from './law/jobs.ts'
import type { LawHouse } from './law/house.ts'
import { inWords } from './law/load.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { organizationRoutes } from './organization/routes.ts'
import { runAnchorsIn } from './payment/actions.ts'
import { loadBankFormats } from './payment/banks/load.ts'
import { runDisclosureRoutes } from './payment/disclosure/routes.ts'
import { paymentRoutes } from './payment/routes.ts'
import { consistencyJob } from './payment/consistency/jobs.ts'
import { consistencyRoutes } from './payment/consistency/routes.ts'
import { proofRoutes } from './payment/proof/routes.ts'
import { recoveryRoutes } from './payment/recovery/routes.ts'
import { statementRoutes } from './payment/statements/routes.ts'
import { placesRoutes } from './places/routes.ts'
import { planLaw } from './plan/load.ts'
import { planRoutes } from './plan/routes.ts'
import { bankAccountRoutes } from './roster/accounts/routes.ts'
import { confirmationRoutes } from './roster/confirmation/routes.ts'
import { duplicateRoutes } from './roster/duplicates/routes.ts'
import { listForms } from './roster/intake/actions.ts'
import { rosterRoutes } from './roster/routes.ts'
import { visitsRoutes } from './visits/routes.ts'
import { FESTIVAL_NAMES, FESTIVALS } from './visits/visits.ts'

const WEB = join(ROOT, 'dist')

export type ServeOptions = {
  readonly data: string | undefined
  /** Fill an empty database with the invented township. */
  readonly demo: boolean
  readonly host: string
  readonly port: number
  /** Certificate and key, as PEM texts that were looked at. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined
  readonly log: (text: string) => void
}

export type Program = {
  readonly address: string
  /** Settles when the database is open and, in a demo, filled. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

/** What answers while the database is being made: the page itself and how far the work is. */
function startingApplication(options: ServeOptions, progress: () => Progress) {
  const app = newApplication(options.log, options.tls !== undefined)
  app.route('/api', startingRoutes(progress))
  serveWeb(app, WEB)
  return app
}

/** What an auditor's page needs of higher rooms. */
const auditSources = (house: LawHouse): AuditSources => ({
  anchorsIn: async work => [...await runAnchorsIn(work), ...await documentAnchorsIn(work)],
  async wordsIn(work) {
    const { benefits, categories } = await house.lawOf(work)
    const festivals = FESTIVALS.map(festival => [festival, { name: FESTIVAL_NAMES[festival] }] as const)
    const data = [
      ...activityKinds().flatMap(wordsOfKind), ...festivals, ...[...await listForms(), ...noticeKinds().values()].map(each => [each.id, each] as const), ...benefits, ...categories,
      ...loadBankFormats().flatMap(format => format.outputs.map(output => [`${format.id}-${output.id}`, format] as const)),
      ...activityKinds().map(kind => [`activity.${kind.id}`, kind] as const),
      ...planLaw().duties.map(duty => [duty.id, { name: duty.title }] as const),
    ]
    return new Map([...data.map(([id, { name }]) => [id, name] as const), ...JOURNAL_WORDS])
  },
})

/** What the program runs on. */
function machineOf(opened: OpenedHouse): Machine {
  return {
    version: PROGRAM_VERSION, runtime: process.versions.node, started_at: Date.now(), clock: Date.now,
    disk: async () => {
      const { bavail, blocks, bsize } = await statfs(opened.where.directory)
      return { free_bytes: bavail * bsize, total_bytes: blocks * bsize }
    },
  }
}

function application(opened: OpenedHouse, options: ServeOptions, code: string, backups: Backups) {
  const { house, demo, figures } = opened
  const machine = machineOf(opened)
  const app = newApplication(options.log, options.tls !== undefined)
  app.route('/api', setUpRoutes(house, { demo, code, isSignedIn: isSignedIn(house) }))
  app.route('/api', sessionRoutes(house, { demo, secure: options.tls !== undefined }))
  app.use('/api/*', signedIn(house))
  for (const routes of [
    accessRoutes(house), auditRoutes(house, auditSources(house)), placesRoutes(house), healthRoutes(house, machine), rosterRoutes(house), duplicateRoutes(house), confirmationRoutes(house), bankAccountRoutes(house), evidenceRoutes(house), planRoutes(house), organizationRoutes(house),
    entitlementRoutes(house), screeningRoutes(house), proposalRoutes(house), whatIfRoutes(house), ledgerRoutes(house), paymentRoutes(house), statementRoutes(house, join(WEB, 'check')), proofRoutes(house), consistencyRoutes(house), recoveryRoutes(house), visitsRoutes(house), activityRoutes(house), documentsRoutes(house, figures), disclosureRoutes(house), runDisclosureRoutes(house), deskRoutes(house, { demo, figures, machine }), backupRoutes(backups),
  ]) app.route('/api', routes)
  serveWeb(app, WEB)
  return app
}

/** Eight digits, good for one use: who reads this console may become the first administrator. */
async function firstCode(opened: OpenedHouse, log: ServeOptions['log']): Promise<string> {
  const code = String(randomInt(10_000_000, 100_000_000))
  if (!opened.demo && !(await hasAccounts(opened.house))) log(`首位管理员一次性验证码 / one-time code of the first administrator: ${code}`)
  return code
}

/** What a server does beside answering; first it says which law it begins with, when that is not the folder's. */
function startWork({ house, demo, law: { inUse, place } }: OpenedHouse, backups: Backups, log: ServeOptions['log']): Jobs {
  const { hash, faults } = inUse.standing
  if (faults.length > 0) log(keptInWords(faults.length, hash, inWords(faults)))
  // A demo can be made again at any time.
  const nightly = demo ? [] : [backupJob(backups, house, log)]
  return startJobs([lawJob(place, inUse, log), disclosureJob(house), consistencyJob(house, log), ...nightly], log)
}

/** Why it cannot listen there, as a sentence. */
function notListening(error: unknown, { host, port }: ServeOptions): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return new InUse(`端口 ${port} 已被占用。/ port ${port} is taken.`)
  if (code === 'EACCES') return new InUse(`没有权限使用端口 ${port}；请用 1024 以上的端口。/ port ${port} may not be used; take one above 1024.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new InUse(`这台机器没有地址 ${host}。/ this machine has no address ${host}.`)
  return error
}

/** Serves at once; opens (and fills) the database meanwhile. Throws when the port is taken or the database cannot be had. */
export async function serveProgram(options: ServeOptions): Promise<Program> {
  let progress: Progress = { done: 0, total: 1, text: { zh: '正在打开数据库', en: 'opening the database' } }
  let app: { fetch: (request: Request) => Response | Promise<Response> } = startingApplication(options, () => progress)
  const listener = await listen({ fetch: request => app.fetch(request) }, options.host, options.port, options.tls).catch((error: unknown) => { throw notListening(error, options) })
  let opened: OpenedHouse | undefined
  let jobs: Jobs | undefined
  let backups: Backups | undefined
  const open = async () => {
    opened = await openHouse({ data: options.data, create: { demo: options.demo }, lastGoodLaw: true, log: options.log, progress: step => { progress = step } })
    backups = new Backups(opened.house, { folder: opened.where.backups, kept: opened.where.backups_kept, log: options.log })
    jobs = startWork(opened, backups, options.log)
    app = application(opened, options, await firstCode(opened, options.log), backups)
  }
  const ready = open()
  ready.catch(() => undefined)
  return {
    address: `${options.tls ? 'https' : 'http'}://${options.host}:${listener.port}`,
    ready,
    async close() {
      await listener.close()
      await ready.catch(() => undefined)
      await jobs?.stop()
      await backups?.settled()
      await opened?.close()
    },
  }
}
