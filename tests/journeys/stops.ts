import type { Page } from 'playwright-core'
import type { Text } from '../../src/base/result.ts'
import type { DOORS, PAGES, PAPERS } from '../../src/pages.tsx'
import { get, post } from './ask.ts'

export type Path = keyof typeof PAGES | keyof typeof PAPERS | keyof typeof DOORS

/** Where the sweep looks at a page. */
export type Stop = {
  /** Whose page it is: a login of the demo, somebody with a one-time password, or nobody; else the clerk's. */
  readonly as?: string
  /** Its address, where it is not its path: of a record that the page's own person finds. */
  readonly at?: string | ((page: Page) => Promise<string>)
  /** Buttons that open a drawer or a dialog, to be looked at too. */
  readonly opens?: readonly Text[]
}

type Row = { readonly id: string }
async function rows<T extends Row>(page: Page, path: string): Promise<readonly T[]> {
  const found = await get<readonly T[] | { readonly rows: readonly T[] }>(page, path)
  return 'rows' in found ? found.rows : found
}
/** The address of the first record of a list. */
const first = (list: string, address: (id: string) => string) => async (page: Page): Promise<string> => address((await rows(page, list))[0]!.id)

/** A draft of a rate, put aside: the demo has none. */
const draft = (step: string) => async (page: Page): Promise<string> => {
  const rule = `- {from: 2027-01-01, where: '990101', benefits: [rural-veteran-allowance, combat-veteran-allowance], advice: check, text: {zh: 逐人核对, en: check each}, source: 云政〔2026〕9号, confidence: sourced}\n`
  const { id } = await post<Row>(page, '/law/proposals', { title: '示例标准', reason: '试一试', draft: true, files: [{ path: 'overlaps.yaml', text: rule }] })
  return `/law/proposals/${id}${step}`
}

/** A sheet of one person, brought: the demo has none. */
const imported = (page: Page): Promise<string> => page.evaluate(async () => {
  const form = new FormData()
  form.append('file', new File(['姓名,退役士兵身份证号,户籍地,批准日期,入伍时间,退伍时间\n示例甲,990101195807049013,云台村,2018-08-01,1977-12-01,1981-03-01'], 'a.csv'))
  const answer = await fetch('/api/imports/rural-veteran-60?commit=true', { method: 'POST', headers: { 'x-tongxin': '1' }, body: form })
  return `/imports/${(await answer.json() as { id: string }).id}`
})

const decision = async (page: Page): Promise<string> => {
  for (const { id } of await rows(page, '/meetings?year=2026')) {
    const { decisions } = await get<{ decisions: readonly Row[] }>(page, `/meetings/${id}`)
    if (decisions[0]) return `/decisions/${decisions[0].id}`
  }
  throw new Error('no meeting of the demo decided anything')
}

const SOMEBODY = '/people?category=disabled-serviceman'
const ACTIVITIES = '/activities?year=2026'
const MEETINGS = '/meetings?year=2026'
const ROUNDS = '/rounds?year=2026'
const NOTICES = '/disclosure/notices'

/** Every page of the program: the compiler misses none, for it knows the paths of src/pages.tsx. */
export const STOPS: Readonly<Record<Path, Stop>> = {
  '/': {},
  '/roster': { opens: [{ zh: '新增', en: 'Add' }, { zh: '导入', en: 'Import' }] },
  '/roster/duplicates': {},
  '/households': { opens: [{ zh: '新增', en: 'Add' }] },
  '/households/$id': { at: first('/households', id => `/households/${id}`), opens: [{ zh: '修改', en: 'Change' }, { zh: '并入一人', en: 'Bring somebody in' }] },
  '/imports': {},
  '/imports/$id': { at: imported },
  '/people/$id': { at: first(SOMEBODY, id => `/people/${id}`), opens: [{ zh: '修改', en: 'Change' }, { zh: '记一件事', en: 'Record a fact' }] },
  '/confirmation': { opens: [{ zh: '确认', en: 'Confirm' }] },
  '/accounts': {},
  '/screening': {},
  '/law': {},
  '/law/benefits/$id': { at: first('/law/benefits', id => `/law/benefits/${id}`) },
  '/law/sources/$id': { at: first('/law/sources', id => `/law/sources/${id}`) },
  '/law/categories/$id': { at: first('/law/categories', id => `/law/categories/${id}`) },
  '/law/proposals': {},
  '/law/proposals/new': {},
  '/law/proposals/$id': { at: draft('') },
  '/law/proposals/$id/edit': { at: draft('/edit') },
  '/runs': { opens: [{ zh: '编制', en: 'Prepare a run' }] },
  '/runs/$id': { at: first('/runs', id => `/runs/${id}`) },
  '/failures': {},
  '/receivables': {},
  '/funds': { opens: [{ zh: '新增资金', en: 'Add a fund' }] },
  '/funds/$id': { at: first('/funds', id => `/funds/${id}`) },
  '/payment-settings': { as: 'leader' },
  '/what-if': {},
  '/proof': {},
  '/disclosure': { opens: [{ zh: '编制公示书', en: 'Prepare a notice' }] },
  '/disclosure/$id': { at: first(NOTICES, id => `/disclosure/${id}`) },
  '/differences': {},
  '/plan': { at: first('/plan?year=2026', id => `/plan?year=2026&item=${id}`) },
  '/plan/draft': {},
  '/tasks': { at: first('/tasks?year=2026', id => `/tasks?year=2026&task=${id}`) },
  '/activities': {},
  '/activities/new': {},
  '/activities/$id': { at: first(ACTIVITIES, id => `/activities/${id}`) },
  '/activities/$id/edit': { at: first(ACTIVITIES, id => `/activities/${id}/edit`) },
  '/organization': {},
  '/organization/new': {},
  '/organization/$id': { at: first('/groups', id => `/organization/${id}`) },
  '/organization/$id/adjust': { at: first('/groups', id => `/organization/${id}/adjust`) },
  '/meetings': {},
  '/meetings/new': {},
  '/meetings/$id': { at: first(MEETINGS, id => `/meetings/${id}`) },
  '/meetings/$id/edit': { at: first(MEETINGS, id => `/meetings/${id}/edit`) },
  '/decisions/$id': { at: decision },
  '/rounds': { opens: [{ zh: '新建轮次', en: 'New round' }] },
  '/rounds/$id': { at: first(ROUNDS, id => `/rounds/${id}`) },
  '/visits': { as: 'village' },
  '/visits/coverage': {},
  '/documents/annual': {},
  '/glance': {},
  '/guide': {},
  '/guide/$': { at: '/guide/payment' },
  '/admin/accounts': { as: 'security', opens: [{ zh: '新增账号', en: 'New account' }] },
  '/admin/journal': { as: 'auditor', opens: [{ zh: '查看', en: 'Look' }] },
  '/admin/health': { as: 'system' },
  '/admin/places': { as: 'system', opens: [{ zh: '新增乡镇、村', en: 'New place' }] },
  '/admin/roles': {},
  '/admin/me': {},
  '/people/$id/slip': { at: first(SOMEBODY, id => `/people/${id}/slip`) },
  '/people/$id/statement': { at: first(SOMEBODY, id => `/people/${id}/statement`) },
  '/households/$id/statement': { at: first('/households', id => `/households/${id}/statement`) },
  '/rounds/$id/sheet': { at: first(ROUNDS, id => `/rounds/${id}/sheet`) },
  '/disclosure/$id/print': { at: first(NOTICES, id => `/disclosure/${id}/print`) },
  '/password': { as: 'newcomer' },
  '/sign-in': { as: 'nobody', at: '/sign-in?back=%2F' },
  '/first': { as: 'nobody' },
}
