import { AlignmentType, LineRuleType, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType, type IFontAttributesProperties } from 'docx'
import type { TableBlock } from './paper.ts'

// 小四 in lines of 18 pt: a notice of eight columns still stands upright on A4, and a short one keeps its seal on the page.
const SIZE_HALF_POINTS = 24
const LINE = { line: 360, lineRule: LineRuleType.EXACT, before: 30, after: 30 }
const HALF_TWIPS = SIZE_HALF_POINTS * 5
const AROUND_TWIPS = HALF_TWIPS / 2
const [NARROW, WIDEST] = [6, 20]

/** Chinese characters take two halves. */
const halves = (text: string): number => [...text].reduce((all, character) => all + (character > '\u2e7f' ? 2 : 1), 0)

/** Narrow columns stand unbroken; the others share what is left of the page by their longest text. */
function widths({ headings, rows }: TableBlock, across: number): number[] {
  const longest = headings.map((heading, at) => Math.min(WIDEST, Math.max(halves(heading.slice(0, 4)), ...rows.map(row => halves(row[at] ?? '')))))
  const own = (width: number) => (width <= NARROW ? width * HALF_TWIPS + 3 * AROUND_TWIPS : 0)
  const left = across - longest.reduce((all, width) => all + own(width), 0)
  const shared = longest.reduce((all, width) => all + (width <= NARROW ? 0 : width), 0)
  return longest.map(width => own(width) || Math.floor(width / shared * left))
}

type Fonts = { readonly body: IFontAttributesProperties; readonly heading1: IFontAttributesProperties }

/** A ruled table: headings in 黑体 on every page, rows that no page tears apart. */
export function tableOf(block: TableBlock, fonts: Fonts, across: number): Table {
  const columns = widths(block, across)
  const cell = (text: string, at: number, font: IFontAttributesProperties, alignment: typeof AlignmentType[keyof typeof AlignmentType]) => new TableCell({
    width: { size: columns[at]!, type: WidthType.DXA }, verticalAlign: VerticalAlignTable.CENTER, margins: { left: AROUND_TWIPS, right: AROUND_TWIPS },
    children: [new Paragraph({ alignment, spacing: LINE, children: [new TextRun({ font, size: SIZE_HALF_POINTS, snapToGrid: false, text })] })],
  })
  return new Table({
    width: { size: across, type: WidthType.DXA }, columnWidths: columns, layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: block.headings.map((heading, at) => cell(heading, at, fonts.heading1, AlignmentType.CENTER)) }),
      ...block.rows.map(row => new TableRow({
        cantSplit: true, children: row.map((text, at) => cell(text, at, fonts.body, block.right.includes(at) ? AlignmentType.RIGHT : AlignmentType.CENTER)),
      })),
    ],
  })
}
