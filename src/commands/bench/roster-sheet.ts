import { performance } from 'node:perf_hooks'
import { rosterSheetOf } from '../../payment/rosters/actions.ts'
import type { RosterLine, RosterPerson } from '../../payment/rosters/rows.ts'
import type { RosterFacts, RosterRun } from '../../payment/rosters/sheet.ts'

/** One roster of invented persons, in a process of its own: the peak memory told is then that of one sheet. `roster-sheet.ts <rows>` writes a `SheetMeasured`. */

const VILLAGE = '990101101201'
/** An invented number of eighteen digits: nothing here looks at its last. */
const numberOf = (index: number) => `990101196001${String(index).padStart(6, '0')}`

const lineOf = (index: number): RosterLine => ({
  person: String(index), name: `示例${index}`, place: VILLAGE, benefit: 'disability-pension', category: 'disabled-serviceman', period: '2024-09', kind: 'regular',
  amount_fen: 100_000 + index, entitled_fen: 100_000 + index, posted_before_fen: 0, provisional: false,
})
const personOf = (index: number): RosterPerson => ({
  identity_number: numberOf(index), account: `62270000${String(index).padStart(8, '0')}`, bank: '示例农商行', payee: `示例${index}`, sex: 'male', hukou: 'rural',
  identities: [{ category: 'disabled-serviceman', cause: 'war', grade: 6 }], certificates: [{ number: `证${index}` }],
})
const run: RosterRun = {
  number: '2024-0001', office: '示例镇', from: '2024-09', to: '2024-09', state: '已审批', paid_on: null, confirmed_on: null, note: null,
  signatures: { prepared: { name: '示例', on: '2024-09-03' }, checked: { name: '示例', on: '2024-09-10' }, approved: null, sent: null },
}
const facts: RosterFacts = { personOf: person => personOf(Number(person)), placeName: () => '示例镇示例村', benefitName: benefit => benefit, paymentsBefore: () => 0 }

/** With nothing warm, as somebody waits for it; the processor's time is more where packing runs beside the writing. */
export type SheetMeasured = { readonly rows: number; readonly seconds: number; readonly cpu_seconds: number; readonly peak_rss_mb: number; readonly bytes: number }

async function measureSheet(rows: number): Promise<SheetMeasured> {
  const lines = Array.from({ length: rows }, (_, index) => lineOf(index))
  const [begun, before] = [performance.now(), process.cpuUsage()]
  const { length: bytes } = await rosterSheetOf(lines, 'disability-pension', run, facts)
  const [seconds, { user, system }] = [(performance.now() - begun) / 1000, process.cpuUsage(before)]
  return { rows, seconds, cpu_seconds: (user + system) / 1e6, peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024), bytes }
}

if (process.argv[1] === import.meta.filename) process.stdout.write(JSON.stringify(await measureSheet(Number(process.argv[2]))))
