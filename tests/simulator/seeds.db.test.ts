import { describe, test } from 'vitest'
import { testHouse } from '../harness/database.ts'
import { MACHINE } from '../harness/machine.ts'
import { live } from './seed.ts'
import { villagesOf } from './village.ts'

/** Of so many seeds the embedded database, which is slower and lets nobody work at once, lives through one in ten; where there is no server, through all. */
const SHARE = 10
const isMine = (seed: number): boolean =>
  MACHINE.postgres === undefined || (seed % SHARE === 0) === (process.env['TONGXIN_TEST_DATABASE'] === 'embedded')

/** `TONGXIN_SEEDS`: how many seeds (`3000`), shared by both databases; or one (`=17`), or some (`17-40`), on each that runs. */
function seeds(asked = process.env['TONGXIN_SEEDS'] ?? '300'): number[] {
  const [, one, first, last] = /^(=?)(\d+)(?:-(\d+))?$/.exec(asked) ?? []
  if (first === undefined) throw new Error(`TONGXIN_SEEDS=${asked}: a count (3000), one seed (=17) or some (17-40)`)
  const from = one === '=' || last !== undefined ? Number(first) : 1
  const all = Array.from({ length: Number(last ?? first) - from + 1 }, (_, index) => from + index)
  return one === '=' || last !== undefined ? all : all.filter(isMine)
}

/** Seeds that live in one house, each in a village of its own. More make every look longer, fewer found more houses. */
const TOGETHER = 15
const villages = villagesOf(TOGETHER)
const all = seeds()
const houses = Array.from({ length: Math.ceil(all.length / TOGETHER) }, (_, index) => all.slice(index * TOGETHER, (index + 1) * TOGETHER))

describe('无论断线、磁盘满、时钟跳、双击、重试、两人同时、回盘重来或残缺：账平，不重发，到账的不丢，出错的说得清；事后应发的都到账一次，不多不少', () => {
  test.each(houses.map(own => [own[0]!, own.at(-1)!, own] as const))('种子 %i 至 %i', { timeout: 1_200_000 }, async (_, __, own) => {
    const { house, actors } = await testHouse(villages)
    for (const [number, seed] of own.entries()) await live(house, actors, villages[number]!.code, number, seed)
  })
})
