import { z } from 'zod'

/** The words that a template may ask for besides figures. */
export const WORDS = ['place', 'year', 'next-year'] as const
export type Word = typeof WORDS[number]

export type Part = { readonly text: string } | { readonly word: Word } | { readonly figure: string }

const PLACEHOLDER = /\{([a-z0-9.-]+)\}/g
const isWord = (name: string): name is Word => (WORDS as readonly string[]).includes(name)

/** `春节慰问{visits.spring-festival.households}户` as its parts: a name with a dot is a figure, any other one of WORDS. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(PLACEHOLDER)) {
    const name = match[1]!
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push(isWord(name) ? { word: name } : { figure: name })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}

export const quotedIn = (text: string): string[] => partsOf(text).flatMap(part => ('figure' in part ? [part.figure] : []))

const bare = (text: string): string => text.replaceAll(PLACEHOLDER, '')
/** A count written in Chinese numerals would be a number that no figure stands behind. */
const COUNTED = /[零一二两三四五六七八九十百千万亿]+(?:户|人|次|场|件|项|份|名|处|亩|个|篇|条|笔|元)/

/** Words in which every number is a figure's: of a template, and of whoever words a paragraph anew. */
export const plainWording = z.string().min(1)
  .refine(value => !/[\p{Nd}]/u.test(bare(value)), '正文里不写数字，要用数字就插入口径，年份用“本年”“下年” / No digits here: insert a figure for a number, “this year” or “next year” for a year')
  .refine(value => !COUNTED.test(bare(value)), '正文里不用汉字写数量，要用数字就插入口径 / No counted number in words here: insert a figure for it')
  .refine(value => !/[{}]/.test(bare(value)), '花括号里的写法不对 / What stands in the braces is not written right')
  .refine(value => partsOf(value).every(part => !('figure' in part) || part.figure.includes('.')), `花括号里只能是口径，或者 ${WORDS.join('、')} / Only a figure may stand in braces, or ${WORDS.join(', ')}`)
const text = plainWording
/** A sentence that stands by itself quotes nothing, so it may assert nothing: it opens, closes or announces. */
const announcement = text.refine(value => quotedIn(value).length === 0, '不带口径的句子不能引用数字')

const sameFigures = (wordings: readonly string[]): boolean =>
  new Set(wordings.map(wording => [...new Set(quotedIn(wording))].toSorted().join(' '))).size === 1

/**
 * The smallest thing that is printed or left out: printed when every figure it quotes or needs has records.
 * `say`: wordings that quote the same figures. `absent`: what its lack is called among the shortcomings, and the task of the plan it belongs to.
 */
const clause = z.strictObject({
  say: z.array(text).min(1).refine(sameFigures, '同一句的各种说法必须引用相同的口径'),
  needs: z.array(z.string().regex(/\./)).default([]),
  absent: z.strictObject({ name: text, task: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)?$/).optional() }).optional(),
}).refine(value => value.needs.length > 0 || quotedIn(value.say[0]!).length > 0, '一句话至少要有一个口径支撑')

const sentence = z.strictObject({ clauses: z.array(clause).min(1), join: z.enum(['，', '；']).default('，') })
/** `opening` is printed only with what it opens. `ordinals` puts 一是、二是 before the sentences. */
const paragraph = z.strictObject({ opening: announcement.optional(), ordinals: z.boolean().default(false), sentences: z.array(sentence).min(1) })

export const templateSchema = z.strictObject({
  id: z.string(),
  /** The title's lines. */
  title: z.array(announcement).min(1),
  organ: announcement,
  opening: announcement,
  sections: z.array(z.strictObject({ heading: announcement, paragraphs: z.array(paragraph).min(1) })).min(1),
  /** `missing` and `unfinished` hold `…` where the names of the tasks stand. */
  shortcomings: z.strictObject({ heading: announcement, sentences: z.array(sentence), missing: announcement, unfinished: announcement, closing: announcement }),
  plan: z.strictObject({ heading: announcement, opening: announcement }),
})

export type Template = z.infer<typeof templateSchema>
export type Sentence = Template['shortcomings']['sentences'][number]
export type Clause = Sentence['clauses'][number]

export const figuresOfClause = (value: Clause): string[] => [...new Set([...quotedIn(value.say[0]!), ...value.needs])]

const sentencesOf = (template: Template): Sentence[] =>
  [...template.sections.flatMap(section => section.paragraphs.flatMap(part => part.sentences)), ...template.shortcomings.sentences]

/** Every figure that a template needs, each once. */
export const figuresOfTemplate = (template: Template): string[] =>
  [...new Set(sentencesOf(template).flatMap(value => value.clauses.flatMap(figuresOfClause)))]
