import type { Text } from '../../base/result.ts'
import type { LawBook } from '../../law/law.ts'

/** Where words were found: a benefit, a category, a source, or an article of one. */
export type FoundEntry = {
  readonly kind: 'benefit' | 'category' | 'source' | 'article'
  readonly id: string
  readonly article: string | null
  readonly title: Text
  readonly text: Text | null
}

const FOUND_MAX = 80

function entriesOf(book: LawBook): FoundEntry[] {
  const plain = (kind: FoundEntry['kind']) => ({ id, name }: { readonly id: string; readonly name: Text }): FoundEntry => ({ kind, id, article: null, title: name, text: null })
  return [
    ...[...book.benefits.values()].map(plain('benefit')),
    ...[...book.categories.values()].map(plain('category')),
    ...[...book.sources.values()].map(({ id, title, number }): FoundEntry => ({ kind: 'source', id, article: null, title, text: number === null ? null : { zh: number, en: number } })),
    ...[...book.sources.values()].flatMap(({ id, title, articles }) => Object.entries(articles).map(([article, text]): FoundEntry => ({ kind: 'article', id, article, title, text }))),
  ]
}

/** Everything of the law whose title, number or article holds all of the words, in either language: titles first. */
export function findInLaw(book: LawBook, query: string): FoundEntry[] {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(word => word !== '')
  if (words.length === 0) return []
  const holds = ({ title, text, article }: FoundEntry): boolean => {
    const all = [title.zh, title.en, text?.zh ?? '', text?.en ?? '', article ?? ''].join('\n').normalize('NFKC').toLowerCase()
    return words.every(word => all.includes(word))
  }
  return entriesOf(book).filter(holds).slice(0, FOUND_MAX)
}
