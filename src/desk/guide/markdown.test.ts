import { expect, test } from 'vitest'
import { blocksOf, inlinesOf } from './markdown.ts'

test('a line has bold, code, links and pictures in it', () => {
  expect(inlinesOf('点**保存**，见[名册](roster.md)和`serve`![图](../images/desk-zh.webp)')).toEqual([
    { kind: 'text', text: '点' }, { kind: 'strong', text: '保存' }, { kind: 'text', text: '，见' }, { kind: 'link', text: '名册', to: 'roster.md' },
    { kind: 'text', text: '和' }, { kind: 'code', text: 'serve' }, { kind: 'image', text: '图', to: '../images/desk-zh.webp' },
  ])
})

test('what is no mark stands as it was typed', () => expect(inlinesOf('2 * 3 ** 4 [no](link here)')).toEqual([{ kind: 'text', text: '2 * 3 ** 4 [no](link here)' }]))

test('headings, paragraphs, lists and tables', () => {
  const page = '# 名册\n第一行，\n第二行\n\n1. 打开\n   名册\n2. 保存\n\n| 甲 | 乙 |\n|---|---|\n| 1 | **2** |\n\n```\n# not a heading\n```\ntext\n- one\n- two\n'
  const text = (words: string) => [{ kind: 'text', text: words }]
  expect(blocksOf(page)).toEqual([
    { kind: 'heading', level: 1, text: text('名册') },
    { kind: 'paragraph', text: text('第一行，第二行') },
    { kind: 'list', ordered: true, items: [text('打开名册'), text('保存')] },
    { kind: 'table', head: [text('甲'), text('乙')], rows: [[text('1'), [{ kind: 'strong', text: '2' }]]] },
    { kind: 'fence', text: '# not a heading' },
    { kind: 'paragraph', text: text('text') },
    { kind: 'list', ordered: false, items: [text('one'), text('two')] },
  ])
})
