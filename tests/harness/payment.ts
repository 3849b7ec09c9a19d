import type { Actor } from '../../src/base/actor.ts'
import type { Month } from '../../src/base/day.ts'
import { checkCharacter } from '../../src/base/identity-number.ts'
import { must } from '../../src/base/result.ts'
import { addFund, creditFund } from '../../src/ledger/actions.ts'
import { approveRun, checkRun, confirmRun, prepareRun, sendRun } from '../../src/payment/actions.ts'
import type { RunSummary } from '../../src/payment/payment.ts'
import type { RunInput } from '../../src/payment/schemas.ts'
import { addPerson } from '../../src/roster/actions.ts'
import type { PersonInput } from '../../src/roster/schemas.ts'
import { testHouse, TOWNSHIP, type TestHouse } from './database.ts'

/** 67,032 yuan a year from August 2024: a disabled serviceman of grade 5, in war. */
export const GRADE_5 = { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' } as const
/** floor(6703200 * 9 / 12) - floor(6703200 * 8 / 12) = 5027400 - 4468800 = 558600 */
export const SEPTEMBER_FEN = 558_600

/** A township on 10 September 2024 with a fund that reaches for everybody, and whoever a test adds. */
export class PayingTownship {
  readonly tested: TestHouse
  #people = 0

  private constructor(tested: TestHouse) {
    this.tested = tested
  }

  static async open(): Promise<PayingTownship> {
    const tested = await testHouse()
    tested.travel('2024-09-10')
    const fund = must(await addFund(tested.house, tested.actors.clerk, { place: TOWNSHIP, name: '2024年优抚补助', source: '中央财政', year: 2024, purpose: 'benefits' }))
    must(await creditFund(tested.house, tested.actors.clerk, fund, { amount_fen: 1_000_000_000, document: '示例财社〔2024〕1号', on: '2024-01-10' }))
    return new PayingTownship(tested)
  }

  /** Somebody of grade 5 with an account, unless `some` says otherwise. @returns the person's id */
  async add(place: string, some: Partial<PersonInput> = {}): Promise<string> {
    const digits = `99010119620403${String(++this.#people).padStart(3, '0')}`
    return must(await addPerson(this.tested.house, this.tested.actors.clerk, {
      place, name: '田明远', identity_number: digits + checkCharacter(digits), hukou: 'rural', account: `62270000${String(this.#people).padStart(8, '0')}`, bank_name: '青松农商行',
      known_on: '2020-01-01', facts: [{ kind: 'identity', value: GRADE_5, known_on: '2020-01-01' }], ...some,
    }))
  }

  prepare = (place: string, from: Month, to: Month = from, some: Partial<RunInput> = {}, actor: Actor = this.tested.actors.clerk) =>
    prepareRun(this.tested.house, actor, { place, from, to, ...some })

  /** Through check and approval. */
  async approve({ id }: RunSummary): Promise<string> {
    must(await checkRun(this.tested.house, this.tested.actors.reviewer, id))
    must(await approveRun(this.tested.house, this.tested.actors.leader, id))
    return id
  }

  /** From draft to the bank's good answer. */
  async pay(run: RunSummary): Promise<string> {
    const id = await this.approve(run)
    must(await sendRun(this.tested.house, this.tested.actors.clerk, id))
    must(await confirmRun(this.tested.house, this.tested.actors.reviewer, id))
    return id
  }

  /** What only somebody with the whole database in hand can do. */
  asOwner = (table: string, sql: string): Promise<void> => this.tested.house.database.transaction(async session => {
    await session.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`)
    await session.query('SET LOCAL ROLE tongxin_owner')
    await session.query(sql)
    await session.query('RESET ROLE')
    await session.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`)
  })
}
