import { readFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { readInstallation } from '../../src/access/actions.ts'
import { must, type Result } from '../../src/base/result.ts'
import { openDatabase } from '../../src/db/open.ts'
import type { LawHouse } from '../../src/law/house.ts'
import { applyReturnFile, approveRun, checkRun, prepareRun, reissueRun, sendRun } from '../../src/payment/actions.ts'
import { loadBankFormats } from '../../src/payment/banks/load.ts'
import { openWithFile } from '../../src/vault/keys.ts'
import { bankAnswer, type Answer } from '../harness/bank.ts'
import { houseOn } from '../harness/house.ts'
import { fails, monthOfStep, stepName, type Acknowledged, type Job, type Standing } from './job.ts'
import { look, type Village } from './village.ts'

/** The bank's word on the attempts of a run: half of them, or all. */
async function bankFile(house: LawHouse, village: Village, run: string, half: boolean): Promise<Uint8Array> {
  const sendings = (await look(house, village)).snapshot.sendings.filter(one => one.run === run)
  // The half file speaks of first attempts alone, so that it is the same file whenever it is asked for.
  const spoken = half ? sendings.filter(one => one.attempt === 1).filter((_, index, all) => index < all.length / 2) : sendings
  const answers = spoken.map(({ serial, amount_fen, ...attempt }): Answer =>
    (fails(attempt) ? { serial, amount_fen, result: 'failed', reason: '系统超时' } : { serial, amount_fen, result: 'succeeded', reason: null }))
  return bankAnswer(loadBankFormats().find(format => format.id === 'rural-separated')!, answers)
}

type Told = { readonly run: string; readonly state: string; readonly answer: unknown }

async function take(house: LawHouse, village: Village, step: number, run: string): Promise<Result<Told>> {
  const { people, place } = village
  const options = { key: `step-${step}` }
  const month = monthOfStep(step)
  const tell = <T>(result: Result<T>, summary: (value: T) => { id: string; state: string }): Result<Told> =>
    (result.ok ? { ok: true, value: { run: summary(result.value).id, state: summary(result.value).state, answer: result.value } } : result)
  const bring = async (half: boolean) =>
    tell(await applyReturnFile(house, people.clerk, await bankFile(house, village, run, half), options), value => value.runs[0]!)
  switch (stepName(step)) {
    case 'prepare': return tell(await prepareRun(house, people.clerk, { place, from: month, to: month }, options), value => value)
    case 'check': return tell(await checkRun(house, people.reviewer, run, options), value => value)
    case 'approve': return tell(await approveRun(house, people.leader, run, options), value => value)
    case 'send': return tell(await sendRun(house, people.clerk, run, options), value => value.run)
    case 'half': return bring(true)
    case 'reissue': return tell(await reissueRun(house, people.clerk, run, options), value => value.run)
    default: return bring(false)
  }
}

const say = (word: 'standing' | 'done', value: Standing | Acknowledged): void => { process.stdout.write(`${word} ${JSON.stringify(value)}\n`) }

async function work(job: Job): Promise<void> {
  const database = await openDatabase(job.where)
  const vault = await openWithFile((await readInstallation(database))!.wrapped, join(job.directory, 'key'))
  const house = houseOn(database, job.directory, vault, () => job.begins + Date.now() - job.started)
  // It will not come to the end at which this is done by itself.
  flushCompileCache()
  say('standing', await look(house, job.village))
  let run = job.run ?? ''
  for (let step = job.from; step < job.until; step += 1) {
    const told = must(await take(house, job.village, step, run))
    run = told.run
    say('done', { step, ...told })
  }
  say('standing', await look(house, job.village))
  await database.close()
}

await work(JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Job) // written by kills.db.test.ts
