import { parseSync } from 'vite'

/** A node of the parser's tree: what is asked of it here. */
type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: unknown }
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

const HAN = /[\u4e00-\u9fff]/
const WORD = /[A-Za-z]{2,}/
/** The program's own name, in the browser's tab. */
const BRAND = '· 同心'
/** Attributes that are read by people. */
const READ = new Set(['title', 'label', 'placeholder', 'aria-label', 'aria-description', 'alt', 'children', 'okText', 'cancelText', 'description', 'extra', 'suffix', 'prefix', 'note', 'help', 'words'])

const nameOf = (node: unknown): string => (isNode(node) ? String(node['name'] ?? node['value'] ?? '') : '')
const textsOf = (node: Node): string => {
  if (node.type === 'TemplateLiteral') return (node['quasis'] as Node[]).map(part => (part['value'] as { cooked: string }).cooked).join(' ') // a template's parts
  return typeof node['value'] === 'string' ? node['value'] : ''
}

/** An element that says itself which language it is in, or that it is the machine's. */
function saysItself(element: Node): boolean {
  const opening = element['openingElement'] as Node // every element has one
  if (['code', 'pre', 'kbd'].includes(nameOf(opening['name']))) return true
  return (opening['attributes'] as Node[]).some(each => ['lang', 'translate'].includes(nameOf(each['name'])))
}

/** Types, names and comparisons: nothing in them is said to anybody. */
const UNSPOKEN = new Set(['ImportDeclaration', 'TSTypeAnnotation', 'TSTypeAliasDeclaration', 'TSLiteralType', 'TSTypeParameterInstantiation', 'BinaryExpression'])
/** Both in one text, as schemas say what is wrong. */
const BOTH = /[\u4e00-\u9fff].* \/ [a-z]/
/** What hands on what is shown as it stands. */
const HANDS_ON = new Set(['JSXExpressionContainer', 'ConditionalExpression', 'LogicalExpression', 'JSXFragment', 'TemplateLiteral'])

/** One language beside the other: `{ zh, en }`, `zh ? … : …`, `const zh = …`. */
function isPair(node: Node, text: string): boolean {
  if (node.type === 'ObjectExpression') return (node['properties'] as Node[]).some(each => nameOf(each['key']) === 'zh')
  if (node.type === 'VariableDeclarator') return nameOf(node['id']) === 'zh'
  if (node.type !== 'ConditionalExpression') return false
  const { start, end } = node['test'] as Node
  return /\b(zh|isChinese|chinese)\b/.test(text.slice(start, end))
}

/** `named('批准', 'approved')`, `['展开', 'open']`: what is left of a row of words once each Chinese one beside an English one is taken out. */
function unpaired(row: readonly unknown[]): unknown[] {
  const words = row.map(each => (isNode(each) ? textsOf(each) : ''))
  return row.filter((_, index) => !(HAN.test(words[index]!) && WORD.test(words[index + 1] ?? '') && !HAN.test(words[index + 1]!)))
}

class Reader {
  readonly found: { line: number; words: string }[] = []
  readonly #text: string
  constructor(text: string) { this.#text = text }

  /** `shown`: whether a plain word here stands on the page. */
  read(value: unknown, shown: boolean): void {
    if (Array.isArray(value)) for (const each of unpaired(value)) this.read(each, shown)
    if (!isNode(value) || UNSPOKEN.has(value.type) || isPair(value, this.#text)) return
    if (value.type === 'JSXElement') this.#element(value)
    else if (value.type === 'JSXAttribute') this.read(value['value'], READ.has(nameOf(value['name'])))
    else this.#rest(value, shown)
  }

  #element(element: Node): void {
    if (saysItself(element)) return
    this.read(element['openingElement'], false)
    this.read(element['children'], true)
  }

  #rest(node: Node, shown: boolean): void {
    const words = ['JSXText', 'Literal', 'TemplateLiteral'].includes(node.type) ? textsOf(node).trim() : ''
    if (words !== BRAND && !BOTH.test(words) && (HAN.test(words) || (WORD.test(words) && (node.type === 'JSXText' || (shown && node.type === 'Literal'))))) {
      this.found.push({ line: this.#text.slice(0, node.start).split('\n').length, words })
    }
    for (const [key, below] of Object.entries(node)) {
      if ((node.type === 'Property' && key === 'key') || (node.type === 'SwitchCase' && key === 'test')) continue
      this.read(below, shown && HANDS_ON.has(node.type) && key !== 'test' && !(node.type === 'LogicalExpression' && key === 'left'))
    }
  }
}

/** Where a page says something in one language alone: line and words. */
export function untranslated(path: string, text: string): readonly { readonly line: number; readonly words: string }[] {
  const reader = new Reader(text)
  reader.read(parseSync(path, text).program, false)
  return reader.found
}
