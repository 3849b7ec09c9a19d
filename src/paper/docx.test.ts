import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lacks, MACHINE } from '../../tests/harness/machine.ts'
import { writeDocx } from './docx.ts'
import { figuresIn, plainText, type Block, type DocumentModel, type Run } from './paper.ts'

/** One file out of an archive, found by its own header. */
function unzipped(bytes: Uint8Array, name: string): string {
  const buffer = Buffer.from(bytes)
  const directory = buffer.indexOf(Buffer.concat([Buffer.from('PK\u0001\u0002')]))
  for (let at = directory; buffer.readUInt32LE(at) === 0x02014b50;) {
    const [nameLength, extra, comment] = [buffer.readUInt16LE(at + 28), buffer.readUInt16LE(at + 30), buffer.readUInt16LE(at + 32)]
    if (buffer.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = buffer.readUInt32LE(at + 42)
      const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28)
      const packed = buffer.subarray(start, start + buffer.readUInt32LE(at + 20))
      return (buffer.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8')
    }
    at += 46 + nameLength + extra + comment
  }
  throw new Error(`${name} is not in the archive`)
}

const HOUSEHOLDS: Run = { figure: 'payment.conscript-family-allowance.households', value: 11, unit: '户', text: '11' }
const CASH: Run = { figure: 'visits.spring-festival.cash', value: 100000, unit: 'fen', text: '1000' }
const LONG = '同心同德办好实事让数据说话按标准及时足额发放抚恤补助金拥军'.slice(0, 28).repeat(70)

const paragraph = (...runs: Run[]): Block => ({ kind: 'paragraph', runs })
const model = (blocks: readonly Block[]): DocumentModel => ({
  title: '青松镇2023年双拥工作总结暨2024年双拥工作安排', organ: '青松镇双拥工作领导小组',
  blocks: [
    { kind: 'title', runs: [{ text: '青松镇' }, { text: '2023', role: 'year' }, { text: '年双拥工作总结' }, { text: '暨', newline: true }, { text: '2024年双拥工作安排' }] },
    { kind: 'heading1', runs: [{ text: '一、', role: 'number' }, { text: '组织领导' }] }, ...blocks,
    { kind: 'signature', runs: [{ text: '青松镇双拥工作领导小组' }] }, { kind: 'signature', runs: [{ text: '2024年1月5日', role: 'date' }] },
  ],
})

describe('GB/T 9704 公文格式', () => {
  it('纸张、版心、行距、网格、页码都按国标', async () => {
    const bytes = await writeDocx(model([paragraph({ text: '正文' })]))
    const body = unzipped(bytes, 'word/document.xml')
    expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
    expect(body).toMatch(/<w:pgMar w:top="2097" w:right="1474" w:bottom="1984" w:left="1587"[^>]*w:footer="1417"/)
    expect(body).toContain('<w:docGrid w:type="lines" w:linePitch="579"/>')
    expect(body).not.toMatch(/<w:spacing (?![^>]*w:line="579")[^>]*w:line=/)
    expect(body).toContain('w:lineRule="exact"')
    expect(body).toContain('<w:spacing w:val="-5"/>')
    expect(body).toContain('w:firstLineChars="200"')
    expect(body).toContain('<w:widowControl w:val="false"/>')
    for (const font of ['方正小标宋简体', '黑体', '仿宋_GB2312']) expect(body).toContain(`w:eastAsia="${font}"`)
    expect(unzipped(bytes, 'word/settings.xml')).toContain('<w:evenAndOddHeaders')
    expect(unzipped(bytes, 'word/footer1.xml')).toContain('PAGE')
  })

  it('每个口径的数字都是书签，同名的自定义属性写明口径、值和单位', async () => {
    const blocks = [paragraph({ text: '优待金' }, HOUSEHOLDS, { text: '户，慰问' }, CASH, { text: '元，' }, CASH, { text: '元' })]
    const bytes = await writeDocx(model(blocks))
    const body = unzipped(bytes, 'word/document.xml')
    const names = [...body.matchAll(/<w:bookmarkStart w:name="(fig_[^"]+)"/g)].map(match => match[1]!)
    expect(names).toHaveLength(3)
    expect(new Set(names).size).toBe(3)
    for (const name of names) expect(name).toMatch(/^fig_\w{1,36}$/)
    const properties = unzipped(bytes, 'docProps/custom.xml')
    const stated = names.map(name => new RegExp(`name="${name}"[^>]*><vt:lpwstr>([^<]*)<`).exec(properties)?.[1])
    expect(stated).toEqual(['payment.conscript-family-allowance.households 11 户', 'visits.spring-festival.cash 100000 fen', 'visits.spring-festival.cash 100000 fen'])
    expect(body).toMatch(/<w:bookmarkStart [^>]*fig_002[^>]*\/><w:r>.*?<w:t[^>]*>1000<\/w:t>.*?<w:bookmarkEnd/)
  })

  it('纯文本与口径清单', () => {
    const document = model([paragraph({ text: '慰问' }, CASH, { text: '元' })])
    expect(plainText(document).split('\n')).toEqual([document.title, '一、组织领导', '慰问1000元', document.organ, '2024年1月5日', ''])
    expect(figuresIn(document)).toEqual([{ figure: 'visits.spring-festival.cash', value: 100000 }])
  })
})

describe.skipIf(lacks('soffice') || lacks('pdftoppm'))('LibreOffice 排出的纸', () => {
  it('满页是22行，满行是28字，书签原样保留', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tongxin-paper-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    writeFileSync(join(folder, 'year.docx'), await writeDocx(model([paragraph(CASH, { text: `元。${LONG}` })])))
    const convert = (to: string, outdir: string) => execFileSync(MACHINE.soffice ?? 'soffice', [
      `-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', to, '--outdir', join(folder, outdir), join(folder, 'year.docx'),
    ], { stdio: 'ignore', timeout: 110_000 })
    convert('pdf', '.')
    const page = execFileSync('pdftotext', ['-layout', '-f', '2', '-l', '2', join(folder, 'year.pdf'), '-'], { encoding: 'utf8' })
    const lines = page.split('\n').map(line => line.replaceAll(/[\s\f]/g, '')).filter(line => line !== '')
    expect(lines.at(-1)).toMatch(/^[—–]2[—–]$/)
    expect(lines.slice(0, -1).map(line => [...line].length)).toEqual(Array.from({ length: 22 }, () => 28))
    convert('docx', 'again')
    const again = unzipped(readFileSync(join(folder, 'again/year.docx')), 'word/document.xml')
    expect(again).toContain('w:name="fig_001_visits_spring_festival_cash"')
  }, 240_000)
})
