import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative } from 'node:path'
import type { Packed } from './tarball.ts'

/** Where the program begins; what runs as a worker is found from there too. */
const ENTRIES = ['src/cli.ts']
const DATA = ['law', 'demo', 'forms', 'activities', 'templates', 'db/migrations', 'dist', 'LICENSE']
/** Types are gone before the program runs, and so are imports of types alone. */
const IMPORTS = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^'"\n]*?from\s*'([^']+)'|(?:^|\n)import\s*'([^']+)'|import\('([^']+)'\)|new URL\('(\.[^']+\.ts)'/g
/** Imports that are broken over several lines end like this. */
const MULTILINE = /(?:^|\n)\}\s*from\s*'([^']+)'/g

const importsIn = (text: string): string[] => [...text.matchAll(IMPORTS), ...text.matchAll(MULTILINE)].map(match => match.slice(1).find(found => found !== undefined)!)

/** Every file that the program reaches, and the packages that those name. */
export function reached(root: string): { files: string[]; packages: string[] } {
  const [files, packages, open] = [new Set<string>(), new Set<string>(), [...ENTRIES]]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (files.has(path) || !existsSync(join(root, path))) continue
    files.add(path)
    for (const name of importsIn(readFileSync(join(root, path), 'utf8'))) {
      if (name.startsWith('.')) open.push(join(dirname(path), name))
      else if (!name.startsWith('node:') && !builtinModules.includes(name)) packages.add(name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/'))
    }
  }
  return { files: [...files].toSorted(), packages: [...packages].toSorted() }
}

type Lock = { readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string; readonly dependencies?: Readonly<Record<string, string>>; readonly peerDependencies?: Readonly<Record<string, string>> }>> }

export const lockOf = (root: string): Lock => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock // npm's own format

/** Where the lockfile puts a package that another one names: beside it, or further up. */
function placeOf(lock: Lock, from: string, name: string): string | undefined {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    const place = base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`
    if (lock.packages[place]) return place
    if (base === '') return undefined
  }
}

/** The packages and all that they need, as folders; what is optional or a mere peer that nobody here names stays away. */
export function packageFolders(lock: Lock, names: readonly string[]): string[] {
  const found = new Set<string>()
  const open = names.map(name => ({ from: '', name }))
  for (let next = open.pop(); next; next = open.pop()) {
    const place = placeOf(lock, next.from, next.name)
    if (place === undefined || found.has(place)) continue
    found.add(place)
    for (const name of Object.keys(lock.packages[place]!.dependencies ?? {})) if (!name.startsWith('@types/')) open.push({ from: place, name })
  }
  return [...found].toSorted()
}

/** What no program reads: types, maps, sources in TypeScript, tests and their like. */
const IDLE = /\.test\.[cm]?js$|\.(d\.[cm]?ts|map|tsx?|mts|cts|markdown|flow)$|(^|\/)(test|tests|__tests__|example|examples|\.github)\//

function* under(root: string, path: string, nested: boolean): Generator<string> {
  const full = join(root, path)
  if (!statSync(full).isDirectory()) return yield path
  for (const entry of readdirSync(full, { withFileTypes: true }).toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || (!nested && entry.name === 'node_modules')) continue
    yield* under(root, join(path, entry.name), nested)
  }
}

/** Every file of the program as it is packed, under `app/`. */
export function programFiles(root: string): string[] {
  const { files, packages } = reached(root)
  const data = DATA.filter(path => existsSync(join(root, path))).flatMap(path => [...under(root, path, false)]).filter(path => !path.endsWith('.ts'))
  const modules = packageFolders(lockOf(root), packages).flatMap(folder => [...under(root, folder, false)].filter(path => !IDLE.test(relative(folder, path).replaceAll('\\', '/'))))
  return [...new Set([...files, ...data, ...modules])].map(path => path.replaceAll('\\', '/')).toSorted()
}

export const packed = (path: string, content: Uint8Array | string, executable = false): Packed => ({ path, bytes: typeof content === 'string' ? Buffer.from(content) : content, executable })
