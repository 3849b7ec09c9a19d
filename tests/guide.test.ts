import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { addressOf, fileOf } from '../src/desk/guide/addresses.ts'
import { blocksOf, type Block, type Inline } from '../src/desk/guide/markdown.ts'
import { filesUnder, PROGRAM, ROOT } from './architecture/sources.ts'
import { PICTURES } from './pictures/pictures.ts'

type Language = 'zh' | 'en'
const FOLDERS = { zh: 'zh-CN', en: 'en' } as const
const pagesIn = (language: Language) => readdirSync(join(ROOT, 'docs/guide', FOLDERS[language])).toSorted()
const pages = (['zh', 'en'] as const).flatMap(language => pagesIn(language).map(name => {
  const file = `guide/${FOLDERS[language]}/${name}`
  return { language, name, file, blocks: blocksOf(readFileSync(join(ROOT, 'docs', file), 'utf8')) }
}))

const linesOf = (block: Block): readonly (readonly Inline[])[] => {
  if (block.kind === 'heading' || block.kind === 'paragraph') return [block.text]
  if (block.kind === 'list') return block.items
  return block.kind === 'table' ? [block.head, ...block.rows].flat() : []
}
const inlines = (blocks: readonly Block[]): Inline[] => blocks.flatMap(linesOf).flat()

/** Every text of the program's sources and data in a language; a changing part of one may be anything. */
function textsIn(language: Language): { plain: Set<string>; changing: RegExp[] } {
  const found = PROGRAM.flatMap(({ text }) => [
    ...[...text.matchAll(new RegExp(`\\b${language}: ?(['\`])((?:\\\\.|(?!\\1).)*)\\1`, 'g'))].map(match => match[2]!),
    ...[...text.matchAll(/\bnamed\('([^']*)', '([^']*)'/g)].map(match => match[language === 'zh' ? 1 : 2]!),
  ])
  const walk = (value: unknown): string[] => {
    if (typeof value !== 'object' || value === null) return []
    return [...(language in value ? [String((value as Record<string, unknown>)[language])] : []), ...Object.values(value).flatMap(walk)]
  }
  const data = ['law/categories', 'forms', 'activities'].flatMap(folder => filesUnder(folder, /\.yaml$/)).flatMap(path => walk(parse(readFileSync(join(ROOT, path), 'utf8'))))
  const isChanging = (text: string) => text.includes('${') && text.replaceAll(/\$\{[^}]*\}/g, '').trim().length > 1
  return {
    plain: new Set([...found, ...data]),
    changing: found.filter(isChanging).map(text => new RegExp(`^${text.split(/\$\{[^}]*\}/).map(part => part.replaceAll(/[.*+?^()[\]{}|\\$]/g, '\\$&')).join('.+')}$`)),
  }
}
const texts = { zh: textsIn('zh'), en: textsIn('en') }
const isShown = (words: string, language: Language): boolean => texts[language].plain.has(words) || texts[language].changing.some(pattern => pattern.test(words))

describe('the guide', () => {
  test('has the same pages in both languages, and each of them the same steps and pictures', () => {
    expect(pagesIn('zh')).toEqual(pagesIn('en'))
    const shapeOf = (blocks: readonly Block[]) => blocks.map(block => (block.kind === 'list' ? `${block.kind} ${block.items.length}` : block.kind))
    for (const name of pagesIn('zh')) {
      const [zh, en] = (['zh', 'en'] as const).map(language => pages.find(page => page.language === language && page.name === name)!.blocks)
      expect(shapeOf(en!), name).toEqual(shapeOf(zh!))
      const shown = (blocks: readonly Block[]) => inlines(blocks).flatMap(part => (part.kind === 'image' ? [part.to] : [])).map(to => to.replace(/-(zh|en)\.webp$/, ''))
      expect(shown(en!), name).toEqual(shown(zh!))
    }
  })

  test.each(pages)('$file: every word in bold stands on a page of the program', ({ language, blocks }) => {
    const bold = inlines(blocks).filter(part => part.kind === 'strong').map(({ text }) => text)
    expect(bold.filter(words => !isShown(words, language))).toEqual([])
  })

  test('the check itself knows a word that no page has', () => {
    expect([isShown('保存', 'zh'), isShown('导入 2 行', 'zh'), isShown('保管', 'zh'), isShown('Save', 'en'), isShown('保存', 'en')]).toEqual([true, true, false, true, false])
  })

  test.each(pages)('$file: every link leads somewhere, in the program too, and every picture is there in this language', ({ language, file, blocks }) => {
    for (const part of inlines(blocks)) {
      if (part.kind !== 'link' && part.kind !== 'image') continue
      const path = resolve(dirname(join(ROOT, 'docs', file)), part.to)
      expect(existsSync(path), part.to).toBe(true)
      if (part.kind === 'image') expect(PICTURES.map(({ name }) => `${name}-${language}.webp`)).toContain(part.to.split('/').at(-1))
      else expect(resolve(ROOT, 'docs', fileOf(addressOf(part.to, file)!, FOLDERS[language]))).toBe(path)
    }
  })

  test('every page of the guide is reached from its first one', () => {
    const linked = inlines(pages.find(({ file }) => file === 'guide/zh-CN/index.md')!.blocks).flatMap(part => (part.kind === 'link' ? [part.to] : []))
    expect(pagesIn('zh').filter(name => name !== 'index.md' && !linked.includes(name))).toEqual([])
  })

  test('every picture is of use: a page of the guide or a README shows it', () => {
    const shown = [...pages.flatMap(({ file }) => [readFileSync(join(ROOT, 'docs', file), 'utf8')]), ...['README.md', 'README.zh-CN.md'].map(name => readFileSync(join(ROOT, name), 'utf8'))].join('\n')
    expect(readdirSync(join(ROOT, 'docs/guide/images')).filter(file => !shown.includes(`images/${file}`))).toEqual([])
  })
})
