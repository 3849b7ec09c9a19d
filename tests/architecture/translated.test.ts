import { describe, expect, test } from 'vitest'
import { isTest, PROGRAM } from './sources.ts'
import { untranslated } from './translated.ts'

/** Files of pages that say something in Chinese alone, each with its cause. */
const CHINESE: Readonly<Record<string, string>> = {
  'src/documents/pages/tokens.ts': 'marks inside the official text, which is Chinese',
  'src/visits/pages/sign-off.tsx': 'a heading of the sign-off sheet, looked up',
  'src/visits/pages/rounds.tsx': 'the giver that is proposed, by its official name',
  'src/visits/pages/round.tsx': 'the name of a file',
  'src/payment/statements/pages/receipts.tsx': 'the name of a file',
  'src/payment/statements/pages/check.ts': 'a page for citizens in Chinese alone',
  'src/ledger/pages/statement-table.tsx': 'the foot of the statement that is printed and signed, and its sum in capitals',
  'src/organization/pages/edit-meeting.tsx': 'the reason that is proposed for the minutes, which are Chinese',
  'src/organization/pages/meeting.tsx': 'the name of a group that is no more, in its minutes',
  'src/roster/accounts/pages/propose-account.tsx': 'the caption under which a file is kept',
  'src/roster/pages/confirm.tsx': 'the caption under which a file is kept',
  'src/roster/pages/undo-import.tsx': 'a reason that a preview sends and nobody reads',
  'src/documents/pages/opened.tsx': 'a label of records, looked up',
  'src/plan/pages/words.ts': 'a Chinese date; the English one stands beside it',
  'src/ui/inputs/date-input.tsx': 'a Chinese date, as it may be typed',
}
/** Words that are the same in both languages. */
const SAME = /^(PDF|· PostgreSQL)$/

const pages = PROGRAM.filter(({ path, room, inside }) => !isTest(path) && (path.endsWith('.tsx') || room === 'ui' || inside.split('/').includes('pages')))
const found = pages.flatMap(({ path, text }) => untranslated(path, text).filter(({ words }) => !SAME.test(words)).map(({ line, words }) => ({ path, said: `${path}:${line}: ${words}` })))

describe('what pages say', () => {
  test('is said in both languages', () => expect(found.filter(({ path }) => !(path in CHINESE)).map(({ said }) => said)).toEqual([]))
  test('a file that is let off says something in one alone', () => {
    const saying = new Set(found.map(({ path }) => path))
    expect(Object.keys(CHINESE).filter(path => !saying.has(path))).toEqual([])
  })
})

test.each([
  ['<p>名册</p>', ['名册']],
  ['<p>Roster</p>', ['Roster']],
  [`<input placeholder="Name" className="field" />`, ['Name']],
  [`<Button title={open ? '收起' : t({ zh: '展开', en: 'Open' })} />`, ['收起']],
  ['<p>{count} · {`共 ${count} 户`}</p>', ['共   户']],
  [`<p>{may && 'Nothing here'}</p>`, ['Nothing here']],
  [`const NAMES = { one: '一' }`, ['一']],
  [`<p>{t({ zh: '名册', en: 'Roster' })}</p>`, []],
  [`<span lang="zh-CN">同心</span>`, []],
  [`<Page title={{ zh: '名册', en: 'Roster' }} />`, []],
  [`zh ? '月' : 'month'`, []],
  [`dated('批准', 'approved', day)`, []],
  [`name === '领导'`, []],
  [`<p>{day} · <code>abc</code></p>`, []],
])('the check itself knows %s', (text, words) => expect(untranslated('a.tsx', text).map(each => each.words)).toEqual(words))
