/** The little of Markdown that the guide is written in. What is not in it stands there as it was typed. */
export type Inline =
  | { readonly kind: 'text' | 'strong' | 'code'; readonly text: string }
  | { readonly kind: 'link' | 'image'; readonly text: string; readonly to: string }
type Line = readonly Inline[]
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: Line }
  | { readonly kind: 'paragraph'; readonly text: Line }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Line[] }
  | { readonly kind: 'table'; readonly head: readonly Line[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly kind: 'fence'; readonly text: string }

const INLINE = /(\*\*[^*]+\*\*|`[^`]+`|!?\[[^\]]*\]\([^)\s]+\))/

/** Bold, code, links and pictures of a line. */
export const inlinesOf = (line: string): Line => line.split(INLINE).filter(part => part !== '').map(part => {
  if (part.startsWith('**') && part.endsWith('**') && part.length > 4) return { kind: 'strong', text: part.slice(2, -2) }
  if (part.startsWith('`') && part.endsWith('`') && part.length > 2) return { kind: 'code', text: part.slice(1, -1) }
  const [, mark, text, to] = /^(!?)\[([^\]]*)\]\(([^)\s]+)\)$/.exec(part) ?? []
  return to === undefined ? { kind: 'text', text: part } : { kind: mark === '!' ? 'image' : 'link', text: text!, to }
})

const cellsOf = (line: string): Line[] => line.replaceAll(/^\||\|$/g, '').split('|').map(cell => inlinesOf(cell.trim()))

const ITEM = /^(-|\d+\.) +/

/** A paragraph's or an item's lines go on until an empty one; Chinese needs no space where a line ended. */
const joined = (lines: readonly string[]): string => lines.map(line => line.trim()).reduce((whole, line) =>
  whole + (/[\u3000-\u9fff\uff00-\uffef]$/.test(whole) ? '' : ' ') + line)

function listOf(lines: readonly string[]): Block {
  const items: string[][] = []
  for (const line of lines) {
    if (ITEM.test(line)) items.push([line.replace(ITEM, '')])
    else items.at(-1)!.push(line)
  }
  return { kind: 'list', ordered: /^\d/.test(lines[0]!), items: items.map(item => inlinesOf(joined(item))) }
}

function blockOf(lines: readonly string[]): Block {
  const [first] = lines as readonly [string]
  const heading = /^(#{1,4}) +(.*)$/.exec(first)
  if (heading && lines.length === 1) return { kind: 'heading', level: heading[1]!.length, text: inlinesOf(heading[2]!) }
  if (first.startsWith('|')) {
    const rows = lines.filter(line => !/^\|[\s|:-]+$/.test(line)).map(cellsOf)
    return { kind: 'table', head: rows[0] ?? [], rows: rows.slice(1) }
  }
  return ITEM.test(first) ? listOf(lines) : { kind: 'paragraph', text: inlinesOf(joined(lines)) }
}

const FENCE = '```'

/** The blocks of a page: an empty line, a heading or a fence ends one; so does the first item after a line of text. */
export function blocksOf(page: string): Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  const close = () => {
    if (lines.length > 0) blocks.push(blockOf(lines))
    lines = []
  }
  const all = page.split(/\r?\n/)
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at]!
    if (line.startsWith(FENCE)) {
      close()
      const end = all.findIndex((each, index) => index > at && each.startsWith(FENCE))
      blocks.push({ kind: 'fence', text: all.slice(at + 1, end < 0 ? undefined : end).join('\n') })
      at = end < 0 ? all.length : end
      continue
    }
    if (line.trim() === '' || line.startsWith('#') || (ITEM.test(line) && lines.length > 0 && !ITEM.test(lines[0]!))) close()
    if (line.trim() !== '') lines.push(line)
    if (line.startsWith('#')) close()
  }
  close()
  return blocks
}
