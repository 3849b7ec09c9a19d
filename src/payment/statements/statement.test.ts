import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createKeys } from '../../vault/keys.ts'
import { readReceipt, receiptText, signedReceipt, type Receipt } from './receipt.ts'
import { receiptsOf, statementOf, type StatementRow } from './statement.ts'

async function newVault() {
  const path = mkdtempSync(join(tmpdir(), 'tongxin-receipt-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return (await createKeys(join(path, 'key'))).vault
}

const pension = { benefit: 'disability-pension', benefit_name: { zh: '残疾抚恤金', en: 'Disability pension' }, kind: 'regular', run: '2026-0001', source: '军人抚恤优待条例', article: '第二十六条' } as const
const row = (over: Partial<StatementRow>): StatementRow =>
  ({ ...pension, person: 'p', name: '田*远', period: '2026-01', amount_fen: 558_600, offset_fen: 0, state: 'confirmed', arrived_on: '2026-01-12', journal_number: 7, ...over })

const month = fc.integer({ min: 1, max: 12 }).map(number => `2026-${String(number).padStart(2, '0')}`)
const receipt: fc.Arbitrary<Receipt> = fc.record({
  name: fc.constantFrom('田**', '欧阳*', '李*'), benefit: fc.constantFrom('残疾抚恤金', '定期抚恤金'), from: month, to: month,
  amount_fen: fc.integer({ min: 1, max: 99_999_999_99 }), journal_number: fc.integer({ min: 1, max: 999_999 }),
})

describe('明白卡上的签名', () => {
  test('签了的读回来一样；两种独立的验法都认', async () => {
    const vault = await newVault()
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: vault.verifyingKey }, format: 'jwk' })
    fc.assert(fc.property(receipt, one => {
      const text = receiptText(one, vault.verifyingKey)
      const signature = vault.sign(text)
      expect(readReceipt(signedReceipt(text, signature))).toEqual({ receipt: one, key: vault.verifyingKey.slice(0, 8), text, signature })
      const [bytes, signed] = [Buffer.from(text), Buffer.from(signature, 'base64url')]
      expect(verify(null, bytes, key, signed)).toBe(true)
      expect(ed25519.verify(new Uint8Array(signed), new Uint8Array(bytes), new Uint8Array(Buffer.from(vault.verifyingKey, 'base64url')))).toBe(true)
    }), { numRuns: 20 })
  })

  test('改一个字、换一把钥匙，都不认', async () => {
    const [vault, other] = [await newVault(), await newVault()]
    const text = receiptText({ name: '田**', benefit: '残疾抚恤金', from: '2026-01', to: '2026-06', amount_fen: 3_351_600, journal_number: 1234 }, vault.verifyingKey)
    const holds = (changed: string, key: string) =>
      ed25519.verify(new Uint8Array(Buffer.from(vault.sign(text), 'base64url')), new Uint8Array(Buffer.from(changed)), new Uint8Array(Buffer.from(key, 'base64url')))
    expect(holds(text, vault.verifyingKey)).toBe(true)
    expect(holds(text.replace('33516.00', '33616.00'), vault.verifyingKey)).toBe(false)
    expect(holds(text, other.verifyingKey)).toBe(false)
    expect(vault.sign(text)).toBe(vault.sign(text))
  })

  test('不是明白卡的文字读不成', () => {
    for (const text of ['', '你好', 'TX1|a|b', `TX2|${'k'.repeat(8)}|田**|残疾抚恤金|2026-01|2026-06|1.00|1|${'s'.repeat(86)}`, `TX1|${'k'.repeat(8)}|田**|残疾抚恤金|2026-13|2026-06|1.00|1|${'s'.repeat(86)}`]) {
      expect(readReceipt(text)).toBeUndefined()
    }
  })

  test('只签已到账的：一项待遇一张，月份从最早到最晚，日志号取最后一批的', () => {
    const rows = [row({}), row({ period: '2026-02', journal_number: 9 }), row({ period: '2026-03', state: 'returned', arrived_on: null }), row({ period: '2026-04', state: 'sent', arrived_on: null })]
    // 5586.00 × 2 = 11172.00
    expect(receiptsOf('田明远', rows)).toEqual([{ name: '田**', benefit: '残疾抚恤金', from: '2026-01', to: '2026-02', amount_fen: 1_117_200, journal_number: 9 }])
  })
})

test('抵扣过的一行：对账单上到账的少这一笔，应收回的也少这一笔；签的是实际到账的', () => {
  const back = { person: 'p', name: '田*远', benefit: 'disability-pension', benefit_name: pension.benefit_name, period: '2026-01', amount_fen: 80_000, reason: '等级下调' }
  const rows = [row({}), row({ period: '2026-02', offset_fen: 50_000 })]
  const closed = [{ kind: 'offset', amount_fen: 50_000, line_period: '2026-02' }, { kind: 'refund', amount_fen: 20_000, line_period: null }] as const
  // 到账 5586.00 + (5586.00 - 500.00) = 10672.00；应收回 800.00 - 500.00 - 200.00 = 100.00
  expect(statementOf(2026, [{ person: 'p', name: '田*远' }], rows, [{ ...back, closed }]).total)
    .toEqual({ owed_fen: 1_117_200, arrived_fen: 1_067_200, deducted_fen: 50_000, under_way_fen: 0, back_fen: 10_000 })
  expect(receiptsOf('田明远', rows)).toMatchObject([{ amount_fen: 1_067_200 }])
})

test('没有送出就撤销的一行：不算应发，也不算抵扣和应收回', () => {
  const back = { person: 'p', name: '田*远', benefit: 'disability-pension', benefit_name: pension.benefit_name, period: '2026-02', amount_fen: 558_600, reason: '去世晚报', closed: [{ kind: 'offset', amount_fen: 558_600, line_period: '2026-02' }] } as const
  expect(statementOf(2026, [{ person: 'p', name: '田*远' }], [row({}), row({ period: '2026-02', state: 'withdrawn', offset_fen: 558_600 })], [back]).total)
    .toEqual({ owed_fen: 558_600, arrived_fen: 558_600, deducted_fen: 0, under_way_fen: 0, back_fen: 0 })
})

test('对账单：应发等于已到账、抵扣、在途加在一起，按人、按待遇加起来都是合计', () => {
  const amounts = fc.array(fc.record({ person: fc.constantFrom('p', 'q'), benefit: fc.constantFrom('a', 'b'), amount_fen: fc.integer({ min: 2, max: 1_000_000 }), offset_fen: fc.integer({ min: 0, max: 1 }), state: fc.constantFrom('approved', 'sent', 'returned', 'confirmed') }))
  fc.assert(fc.property(amounts, all => {
    const statement = statementOf(2026, [{ person: 'p', name: '甲' }, { person: 'q', name: '乙' }], all.map(one => row(one as Partial<StatementRow>)), [])
    const { owed_fen, arrived_fen, deducted_fen, under_way_fen } = statement.total
    expect(owed_fen).toBe(arrived_fen + deducted_fen + under_way_fen)
    for (const parts of [statement.persons, statement.benefits]) {
      expect(parts.reduce((whole, part) => whole + part.owed_fen, 0)).toBe(owed_fen)
      expect(parts.reduce((whole, part) => whole + part.arrived_fen, 0)).toBe(arrived_fen)
    }
  }))
})
