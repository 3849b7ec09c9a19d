import { ed25519 } from '@noble/curves/ed25519.js'
import { yuanGrouped } from '../../../base/money.ts'
import { readReceipt, KEY_LETTERS, type ReadReceipt } from '../receipt.ts'
import './check.css'

// A page of its own, in one file: whoever was given it can tell a true slip from a changed one, with no network and no account.

type Office = { readonly key: string; readonly county: string }
type Words = readonly [zh: string, en: string]

const byId = (id: string): HTMLElement => document.getElementById(id)!
const office = JSON.parse(byId('office').textContent) as Office | null // written by the program that gave the page

const bytesOf = (base64url: string): Uint8Array => Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))

function isTrue({ text, signature }: ReadReceipt, key: string): boolean {
  try {
    return ed25519.verify(bytesOf(signature), new TextEncoder().encode(text), bytesOf(key))
  } catch {
    return false
  }
}

function element(name: string, text: string, lang?: string): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  if (lang !== undefined) made.lang = lang
  return made
}

function say(kind: 'true' | 'false', [zh, en]: Words, rows: readonly (readonly [Words, string])[] = []): void {
  const list = document.createElement('dl')
  for (const [[name, english], value] of rows) {
    const term = element('dt', `${name} `)
    term.append(element('small', english, 'en'))
    list.append(term, element('dd', value))
  }
  const answer = byId('answer')
  answer.className = kind
  answer.replaceChildren(element('h2', zh), element('p', en, 'en'), list)
}

const rowsOf = ({ receipt }: ReadReceipt): (readonly [Words, string])[] => [
  [['姓名', 'Name'], receipt.name], [['待遇', 'Benefit'], receipt.benefit],
  [['月份', 'Months'], receipt.from === receipt.to ? receipt.from : `${receipt.from} – ${receipt.to}`],
  [['已到账', 'Arrived'], `${yuanGrouped(receipt.amount_fen)} 元`], [['日志号', 'Journal number'], String(receipt.journal_number)],
]

function check(scanned: string): void {
  if (scanned.trim() === '') { byId('answer').replaceChildren(); return }
  const read = readReceipt(scanned)
  if (!office) say('false', ['这一页里没有单位的公钥', 'This page holds no key: take it from the program'])
  else if (!read) say('false', ['这不是明白卡上的文字', 'This is no text of a slip; copy the whole of it'])
  else if (read.key !== office.key.slice(0, KEY_LETTERS)) say('false', ['不是这个单位签的', 'Signed by another office, or by nobody'])
  else if (isTrue(read, office.key)) say('true', ['属实：与单位的记录一致，没有改动', 'True: it says what the office signed'], rowsOf(read))
  else say('false', ['不属实：内容被改动过，或者是假的', 'False: it was changed, or made up'])
}

/** Browsers that read codes themselves let people choose a picture. */
type Detector = { detect(image: ImageBitmap): Promise<readonly { readonly rawValue: string }[]> }
const Reader = (window as unknown as { BarcodeDetector?: new (options: { formats: string[] }) => Detector }).BarcodeDetector // not in every browser

async function readPicture(file: File): Promise<void> {
  const [found] = await new Reader!({ formats: ['qr_code'] }).detect(await createImageBitmap(file))
  if (found) {
    text.value = found.rawValue
    check(text.value)
  } else say('false', ['照片里没有找到二维码', 'No code was found in the picture'])
}

const text = byId('text') as HTMLTextAreaElement // check.html
const picture = byId('picture') as HTMLInputElement // check.html
text.addEventListener('input', () => check(text.value))
if (Reader) {
  byId('ways').hidden = false
  picture.addEventListener('change', () => { const [file] = picture.files ?? []; if (file) void readPicture(file) })
}
if (office) byId('key').textContent = `${office.county} · Ed25519 ${office.key}`
