import {
  AlignmentType, Bookmark, Document, DocumentGridType, Footer, LineRuleType, Packer, PageNumber, Paragraph, TextRun, type IParagraphOptions, type Table,
} from 'docx'
import type { Block, PaperModel, Run, TableBlock } from './paper.ts'
import { tableOf } from './docx-table.ts'

// The recipe of GB/T 9704-2012 that gives exactly 22 lines of 28 characters: exact lines of 28.95 pt, and 16 pt type set a quarter point closer.
const MILLIMETRE = 1440 / 25.4
const LINE = { line: 579, lineRule: LineRuleType.EXACT, before: 0, after: 0 }
const CLOSER = -5
const BODY_HALF_POINTS = 32
const TITLE_HALF_POINTS = 44
const FOOTER_HALF_POINTS = 28
const CHARACTER_TWIPS = 315

const named = (chinese: string) => ({ ascii: chinese, hAnsi: chinese, eastAsia: chinese, cs: chinese })
/** Named and never shipped: the office's computer has them. */
const FONTS = { body: named('仿宋_GB2312'), title: named('方正小标宋简体'), heading1: named('黑体'), heading2: named('楷体_GB2312'), footer: named('宋体') }

type Face = { readonly font: ReturnType<typeof named>; readonly size: number; readonly characterSpacing?: number; readonly snapToGrid?: boolean }
const BODY: Face = { font: FONTS.body, size: BODY_HALF_POINTS, characterSpacing: CLOSER }
const FACES: Readonly<Record<Block['kind'], Face>> = {
  title: { font: FONTS.title, size: TITLE_HALF_POINTS, snapToGrid: false },
  heading1: { ...BODY, font: FONTS.heading1 },
  heading2: { ...BODY, font: FONTS.heading2 },
  paragraph: BODY,
  signature: BODY,
}

const INDENT = { firstLine: CHARACTER_TWIPS * 2, firstLineChars: 200 }
const LAYOUT: Readonly<Record<Block['kind'], IParagraphOptions>> = {
  title: { alignment: AlignmentType.CENTER, keepNext: true },
  heading1: { alignment: AlignmentType.BOTH, indent: INDENT, keepNext: true },
  heading2: { alignment: AlignmentType.BOTH, indent: INDENT, keepNext: true },
  paragraph: { alignment: AlignmentType.BOTH, indent: INDENT },
  signature: { alignment: AlignmentType.RIGHT, indent: { right: CHARACTER_TWIPS * 2, end: CHARACTER_TWIPS * 2 } },
}

/** Word allows 40 letters, digits and underscores; the number keeps a figure quoted twice apart, the property of this name holds the full id. */
const bookmarkName = (figure: string, number: number): string =>
  `fig_${String(number).padStart(3, '0')}_${figure.replaceAll(/[^A-Za-z0-9]/g, '_')}`.slice(0, 40)

/** LibreOffice breaks a line inside a number of Chinese text, Word and WPS do not; digits marked as English stay whole in all three. */
const UNBROKEN = { language: { value: 'en-US', eastAsia: 'en-US' } }

type Quoted = { readonly name: string; readonly value: string }

function runChild(run: Run, face: Face, quoted: Quoted[]): TextRun | Bookmark {
  if (!('figure' in run)) return new TextRun({ ...face, ...(run.role ? UNBROKEN : {}), text: run.text, ...(run.newline ? { break: 1 } : {}) })
  const name = bookmarkName(run.figure, quoted.length + 1)
  quoted.push({ name, value: `${run.figure} ${run.value} ${run.unit}` })
  return new Bookmark({ id: name, children: [new TextRun({ ...face, ...UNBROKEN, text: run.text })] })
}

const line = (options: IParagraphOptions): Paragraph => new Paragraph({ spacing: LINE, widowControl: false, ...options })
const blank = (): Paragraph => line({ children: [new TextRun({ ...BODY, text: '' })] })

function paragraphs(block: Block | TableBlock, previous: Block | TableBlock | undefined, quoted: Quoted[]): (Paragraph | Table)[] {
  if (block.kind === 'table') return [tableOf(block, FONTS, TEXT_TWIPS)]
  const set = line({
    ...LAYOUT[block.kind], ...(block.center ? { alignment: AlignmentType.CENTER, indent: { firstLine: 0, firstLineChars: 0 } } : {}),
    children: block.runs.map(run => runChild(run, FACES[block.kind], quoted)),
  })
  const startsPart = block.center || (block.kind === 'signature' && previous?.kind !== 'signature')
  const before = block.sealed ? [blank(), blank()] : startsPart ? [blank()] : []
  return block.kind === 'title' || block.center ? [...before, set, blank()] : [...before, set]
}

/** "— 1 —" in 14 pt, at the outer side: one character in from the edge. */
const footer = (side: 'left' | 'right'): Footer => new Footer({
  children: [new Paragraph({
    alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: { [side]: CHARACTER_TWIPS },
    spacing: LINE,
    children: [new TextRun({ font: FONTS.footer, size: FOOTER_HALF_POINTS, children: ['— ', PageNumber.CURRENT, ' —'] })],
  })],
})

const PAGE = {
  size: { width: 11906, height: 16838 },
  margin: {
    top: Math.floor(37 * MILLIMETRE), bottom: Math.floor(35 * MILLIMETRE), left: Math.floor(28 * MILLIMETRE), right: Math.round(26 * MILLIMETRE),
    footer: Math.round(25 * MILLIMETRE), header: Math.round(15 * MILLIMETRE),
  },
}

const TEXT_TWIPS = PAGE.size.width - PAGE.margin.left - PAGE.margin.right

/**
 * The document as a .docx in official form (GB/T 9704-2012). Each figure's number is a bookmark `fig_…`, and the document
 * property of that name says which figure it is, its value and unit; WPS and LibreOffice keep both.
 */
export async function writeDocx(model: PaperModel): Promise<Uint8Array> {
  const quoted: Quoted[] = []
  const children = model.blocks.flatMap((block, index) => paragraphs(block, model.blocks[index - 1], quoted))
  // The grid would pull the closer lines of a table apart; the text's own lines are exact without it.
  const grid = model.blocks.some(block => block.kind === 'table') ? {} : { grid: { type: DocumentGridType.LINES, linePitch: 579 } }
  const document = new Document({
    title: model.title, creator: model.organ, lastModifiedBy: model.organ,
    customProperties: quoted,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: FONTS.body, size: BODY_HALF_POINTS, language: { value: 'zh-CN', eastAsia: 'zh-CN' } } } } },
    sections: [{
      properties: { page: PAGE, ...grid },
      footers: { default: footer('right'), even: footer('left') },
      children,
    }],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
