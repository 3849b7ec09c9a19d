/** The styles of a workbook, by their place in `cellXfs`. */
export const STYLES = { text: 1, count: 2, amount: 3, heading: 4, total: 5, totalCount: 6, totalAmount: 7, title: 8, above: 9, below: 10, plain: 11 } as const

const font = (size: number, bold: boolean): string => `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="宋体"/><family val="3"/><charset val="134"/></font>`
const FONTS = [font(11, false), font(10, false), font(10, true), font(18, true)]
const side = (name: string): string => `<${name} style="thin"><color auto="1"/></${name}>`
const BORDERS = ['<border><left/><right/><top/><bottom/><diagonal/></border>', `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`]

/** Number formats: 0 as it comes, 1 whole, 49 text, and one of ours: a nought among the money is a dash, so that the sums stand out. */
const [GENERAL, WHOLE, TEXT, MONEY] = [0, 1, 49, 164]
const FORMATS = `<numFmts count="1"><numFmt numFmtId="${MONEY}" formatCode="#,##0.00;-#,##0.00;&quot;-&quot;"/></numFmts>`
type Look = { readonly format: number; readonly font: number; readonly bordered: boolean; readonly across: 'left' | 'center' | 'right' | null; readonly wraps?: boolean }

const LOOKS: readonly Look[] = [
  { format: GENERAL, font: 0, bordered: false, across: null },
  { format: TEXT, font: 1, bordered: true, across: null },
  { format: WHOLE, font: 1, bordered: true, across: 'center' },
  { format: MONEY, font: 1, bordered: true, across: 'right' },
  { format: TEXT, font: 2, bordered: true, across: 'center', wraps: true },
  { format: TEXT, font: 2, bordered: true, across: null },
  { format: WHOLE, font: 2, bordered: true, across: 'center' },
  { format: MONEY, font: 2, bordered: true, across: 'right' },
  { format: TEXT, font: 3, bordered: false, across: 'center' },
  { format: TEXT, font: 1, bordered: false, across: 'left' },
  { format: TEXT, font: 1, bordered: false, across: 'left', wraps: true },
  { format: TEXT, font: 0, bordered: false, across: null },
]

const lookXml = ({ format, font: fontId, bordered, across, wraps }: Look): string =>
  `<xf numFmtId="${format}" fontId="${fontId}" fillId="0" borderId="${bordered ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">`
  + `<alignment${across === null ? '' : ` horizontal="${across}"`} vertical="center"${wraps ? ' wrapText="1"' : ''}/></xf>`

export const stylesXml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
  + `${FORMATS}<fonts count="${FONTS.length}">${FONTS.join('')}</fonts>`
  + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
  + `<borders count="${BORDERS.length}">${BORDERS.join('')}</borders>`
  + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
  + `<cellXfs count="${LOOKS.length}">${LOOKS.map(lookXml).join('')}</cellXfs>`
  + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
