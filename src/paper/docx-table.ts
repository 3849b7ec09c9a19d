import { AlignmentType, LineRuleType, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType, type IFontAttributesProperties } from 'docx'
import type { TableBlock } from './paper.ts'

// 四号 for a few columns, 小四 for many: a notice of eight columns still stands upright on A4.
const COLUMNS_LARGE = 5
const [LARGE_HALF_POINTS, SMALL_HALF_POINTS] = [28, 24]
const LINE_OF = { [LARGE_HALF_POINTS]: 440, [SMALL_HALF_POINTS]: 380 } as const
const AROUND = 60
const [NARROWEST, WIDEST] = [4, 16]

/** Chinese characters take two halves. */
const halves = (text: string): number => [...text].reduce((all, character) => all + (character > '\u2e7f' ? 2 : 1), 0)

/** The width of each column by its longest text, all of them across the page. */
function widths({ headings, rows }: TableBlock, across: number): number[] {
  const longest = headings.map((heading, at) => Math.min(WIDEST, Math.max(NARROWEST, ...[heading.slice(0, 4), ...rows.map(row => row[at] ?? '')].map(halves))) + 2)
  const all = longest.reduce((sum, width) => sum + width, 0)
  return longest.map(width => Math.floor(width / all * across))
}

type Fonts = { readonly body: IFontAttributesProperties; readonly heading1: IFontAttributesProperties }

/** A ruled table: headings in 黑体 on every page, rows that no page tears apart. */
export function tableOf(block: TableBlock, fonts: Fonts, across: number): Table {
  const size = block.headings.length <= COLUMNS_LARGE ? LARGE_HALF_POINTS : SMALL_HALF_POINTS
  const columns = widths(block, across)
  const cell = (text: string, at: number, font: IFontAttributesProperties, alignment: typeof AlignmentType[keyof typeof AlignmentType]) => new TableCell({
    width: { size: columns[at]!, type: WidthType.DXA }, verticalAlign: VerticalAlignTable.CENTER, margins: { left: AROUND, right: AROUND },
    children: [new Paragraph({ alignment, spacing: { line: LINE_OF[size], lineRule: LineRuleType.EXACT, before: AROUND, after: AROUND }, children: [new TextRun({ font, size, text })] })],
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
