import { chineseNumeral, headingNumber } from '../base/numerals.ts'
import { yuanPlain } from '../base/money.ts'
import type { Day } from '../base/day.ts'
import type { FigureValue } from '../figures/figures.ts'
import type { Block, DocumentModel, Run } from '../paper/paper.ts'
import { shortcomingNames, type Undone } from './shortcomings.ts'
import { figuresOfClause, partsOf, type Clause, type Sentence, type Template, type Word } from './template.ts'
import { chosen } from './variation.ts'

/** Everything that a document is made of: nothing else reaches the paper. */
export type Material = {
  readonly place: { readonly code: string; readonly name: string }
  readonly year: number
  readonly values: readonly FigureValue[]
  /** Next year's items, in order, one sentence each, as it stands: a place words its own. */
  readonly planned: readonly string[]
  /** This year's planned tasks that nothing has closed. */
  readonly undone: readonly Undone[]
  readonly today: Day
  /** Without it the date stays open, as in any draft. */
  readonly issuedOn?: Day | undefined
}

export type Setting = { readonly values: ReadonlyMap<string, FigureValue>; readonly material: Material }

const WORD_RUNS: Readonly<Record<Word, (material: Material) => Run>> = {
  place: material => ({ text: material.place.name }),
  year: material => ({ text: String(material.year), role: 'year' }),
  'next-year': material => ({ text: String(material.year + 1), role: 'year' }),
}

/** A figure's number as the paper has it: money in yuan, without its measure word. */
export const numberOnPaper = ({ value, unit }: Pick<FigureValue, 'value' | 'unit'>): string => (unit === 'fen' ? yuanPlain(value) : String(value))

const figureRun = (value: FigureValue): Run => ({ figure: value.id, value: value.value, unit: value.unit, text: numberOnPaper(value) })

/** Its text, its words and its figures, each a run of its own. */
export const runsOf = (text: string, { values, material }: Setting): Run[] =>
  partsOf(text).map(part => ('text' in part ? part : 'word' in part ? WORD_RUNS[part.word](material) : figureRun(values.get(part.figure)!)))

/** A clause may be printed when every figure it quotes or needs has records. */
export const isBacked = (clause: Clause, values: ReadonlyMap<string, FigureValue>): boolean =>
  figuresOfClause(clause).every(id => (values.get(id)?.records ?? 0) > 0 && values.get(id)!.value > 0)

const joined = (pieces: readonly Run[][], mark: string): Run[] => pieces.flatMap((piece, index) => (index === 0 ? piece : [{ text: mark }, ...piece]))

/** The sentence without its full stop, or nothing when none of its clauses is backed. */
function sentenceRuns(sentence: Sentence, setting: Setting): Run[] {
  const { place, year } = setting.material
  const backed = sentence.clauses.filter(clause => isBacked(clause, setting.values))
  return joined(backed.map(clause => runsOf(chosen(clause.say, `${place.code} ${place.name} ${year} ${clause.say[0]}`), setting)), sentence.join)
}

type Paragraph = Template['sections'][number]['paragraphs'][number]

function paragraphBlocks(paragraph: Paragraph, setting: Setting): Block[] {
  const sentences = paragraph.sentences.map(sentence => sentenceRuns(sentence, setting)).filter(runs => runs.length > 0)
  if (sentences.length === 0) return []
  const ordinals = paragraph.ordinals && sentences.length > 1
  const body = sentences.flatMap((runs, index): Run[] => [...(ordinals ? [{ text: `${chineseNumeral(index + 1)}是` }] : []), ...runs, { text: '。' }])
  return [{ kind: 'paragraph', runs: [...(paragraph.opening ? runsOf(paragraph.opening, setting) : []), ...body] }]
}

function shortcomingBlocks(template: Template, setting: Setting): Block[] {
  const { shortcomings } = template
  const { missing, unfinished } = shortcomingNames(template, setting.values, setting.material)
  const listed = (text: string, names: readonly string[]): Run[][] => (names.length === 0 ? [] : [runsOf(text.replace('…', names.join('、')), setting)])
  const sentences = [
    ...shortcomings.sentences.map(sentence => sentenceRuns(sentence, setting)).filter(runs => runs.length > 0),
    ...listed(shortcomings.missing, missing), ...listed(shortcomings.unfinished, unfinished),
  ]
  if (sentences.length === 0) return []
  return [{ kind: 'paragraph', runs: [...sentences, runsOf(shortcomings.closing, setting)].flatMap(runs => [...runs, { text: '。' }]) }]
}

function titleBlock(template: Template, setting: Setting): Block {
  const lines = template.title.map(line => runsOf(line, setting))
  return { kind: 'title', runs: lines.flatMap((runs, index) => (index === 0 ? runs : runs.map((run, at) => (at === 0 ? { ...run, newline: true as const } : run)))) }
}

/** The year's results and shortcomings under numbered headings; a section without anything to say is left out, and the numbers close up. */
function resultBlocks(template: Template, setting: Setting): Block[] {
  const sections = [
    ...template.sections.map(section => ({ heading: section.heading, blocks: section.paragraphs.flatMap(paragraph => paragraphBlocks(paragraph, setting)) })),
    { heading: template.shortcomings.heading, blocks: shortcomingBlocks(template, setting) },
  ].filter(section => section.blocks.length > 0)
  return sections.flatMap((section, index): Block[] => [
    { kind: 'heading1', runs: [{ text: headingNumber(index + 1), role: 'number' }, ...runsOf(section.heading, setting)] }, ...section.blocks,
  ])
}

function planBlocks(template: Template, setting: Setting): Block[] {
  const { planned } = setting.material
  if (planned.length === 0) return []
  return [
    { kind: 'heading1', center: true, runs: runsOf(template.plan.heading, setting) },
    { kind: 'paragraph', runs: runsOf(template.plan.opening, setting) },
    ...planned.map((sentence, index): Block => ({ kind: 'paragraph', runs: [{ text: `${index + 1}、`, role: 'number' }, { text: sentence }] })),
  ]
}

function dateRun(issuedOn: Day | undefined): Run {
  if (issuedOn === undefined) return { text: '　　年　月　日' }
  const [year, month, day] = issuedOn.split('-').map(Number)
  return { text: `${year}年${month}月${day}日`, role: 'date' }
}

const wordsOf = (runs: readonly Run[]): string => runs.map(run => run.text).join('')

/** The annual document of a place and a year, as blocks of runs. Pure: the same material is the same document. */
export function renderAnnual(template: Template, material: Material): DocumentModel {
  const setting: Setting = { material, values: new Map(material.values.map(value => [value.id, value])) }
  const title = titleBlock(template, setting)
  const organ = runsOf(template.organ, setting)
  return {
    title: wordsOf(title.runs),
    organ: wordsOf(organ),
    blocks: [
      title, { kind: 'paragraph', runs: runsOf(template.opening, setting) },
      ...resultBlocks(template, setting), ...planBlocks(template, setting),
      { kind: 'signature', runs: organ }, { kind: 'signature', runs: [dateRun(material.issuedOn)] },
    ],
  }
}
