import { createWriteStream, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { readArguments, required } from './arguments.ts'
import { BadArguments, type Command } from './command.ts'
import { PROGRAM_VERSION, ROOT } from './house.ts'
import { packed, programFiles } from './pack/contents.ts'
import { PLATFORMS, runtimeOf, type Platform } from './pack/runtime.ts'
import { tarOf, type Packed } from './pack/tarball.ts'
import { zipOf } from './pack/zip.ts'

const SCRIPTS = join(ROOT, 'tools/pack')

function platformOf(text: string): Platform {
  if (Object.hasOwn(PLATFORMS, text)) return text as Platform // looked at just now
  throw new BadArguments(`--platform ${text}：可用 / there are: ${Object.keys(PLATFORMS).join(', ')}`)
}

/** Windows reads its scripts and texts with its own line ends. */
const scriptBytes = (path: string, windows: boolean): string => {
  const text = readFileSync(path, 'utf8').replaceAll('{version}', PROGRAM_VERSION)
  return windows ? text.replaceAll('\n', '\r\n') : text
}

async function* contentsFor(platform: Platform, given: string | undefined, log: (text: string) => void): AsyncGenerator<Packed> {
  const windows = platform.startsWith('win')
  const top = `tongxin-${PROGRAM_VERSION}-${platform}`
  const folder = join(SCRIPTS, windows ? 'windows' : 'linux')
  for (const name of readdirSync(folder).toSorted()) yield packed(`${top}/${name}`, scriptBytes(join(folder, name), windows), !windows && !name.includes('.txt'))
  const { node, licence } = runtimeOf(ROOT, platform, given, log)
  yield packed(`${top}/runtime/${windows ? 'node.exe' : 'node'}`, node, true)
  if (licence) yield packed(`${top}/runtime/LICENSE`, licence)
  yield packed(`${top}/app/package.json`, `${JSON.stringify({ name: 'tongxin', version: PROGRAM_VERSION, license: 'Apache-2.0', private: true, type: 'module' }, null, 2)}\n`)
  for (const path of programFiles(ROOT)) yield packed(`${top}/app/${path}`, readFileSync(join(ROOT, path)))
}

async function writeArchive(out: string, platform: Platform, given: string | undefined, log: (text: string) => void): Promise<{ files: number; unpacked: number }> {
  const part = `${out}.${process.pid}.part`
  const count = { files: 0, unpacked: 0 }
  async function* counted(): AsyncGenerator<Packed> {
    for await (const file of contentsFor(platform, given, log)) {
      count.files += 1
      count.unpacked += file.bytes.length
      yield file
    }
  }
  try {
    if (platform.startsWith('win')) await pipeline(Readable.from(zipOf(counted()), { objectMode: false }), createWriteStream(part, { flags: 'wx' }))
    else await pipeline(Readable.from(tarOf(counted()), { objectMode: false }), createGzip(), createWriteStream(part, { flags: 'wx' }))
    renameSync(part, out)
    return count
  } finally {
    rmSync(part, { force: true })
  }
}

export const packCommand: Command = {
  usage: 'pack --platform win-x64|linux-x64|linux-arm64 --out FILE [--runtime FILE.tgz]',
  summary: { zh: '打成一个包，给不能上网的电脑用', en: 'one archive for PCs without a network' },
  async run(args, out) {
    const { values } = readArguments(args, { platform: { type: 'string' }, out: { type: 'string' }, runtime: { type: 'string' } })
    const [platform, file] = [platformOf(required(values.platform, 'platform')), resolve(required(values.out, 'out'))]
    const ending = platform.startsWith('win') ? '.zip' : '.tar.gz'
    if (!file.endsWith(ending)) throw new BadArguments(`--out ${file}：${platform} 的包应以 ${ending} 结尾 / should end in ${ending}`)
    if (existsSync(file)) throw new BadArguments(`--out ${file}：这个文件已经有了，没有覆盖。/ there is such a file already.`)
    if (!existsSync(join(ROOT, 'dist/index.html'))) throw new BadArguments('网页还没有生成，请先运行 node tools/run.mjs build / the pages are not built yet')
    const { files, unpacked } = await writeArchive(file, platform, values.runtime === undefined ? undefined : resolve(values.runtime), out.log)
    const bytes = statSync(file).size
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
    const megabytes = (size: number) => `${(size / 2 ** 20).toFixed(1)} MB`
    out.print({ file, platform, bytes, unpacked_bytes: unpacked, files, sha256 }, `${file}：${megabytes(bytes)}，解开后 ${megabytes(unpacked)}，${files} 个文件 / packed, unpacked, files\nsha256 ${sha256}`)
    return 0
  },
}
