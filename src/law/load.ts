import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { Refusal } from '../base/result.ts'
import { readBook, type Reading } from './book.ts'
import type { DataFile } from './data-file.ts'
import type { LawBook } from './law.ts'

/** `/anywhere/demo/law` -> files named `demo/law/…`, `/anywhere/law` -> `law/…`: as a person finds them in the package. */
const shownRoot = (directory: string): string => (basename(dirname(directory)) === 'demo' ? dirname(dirname(directory)) : dirname(directory))

const filesUnder = (directory: string): string[] => readdirSync(directory, { withFileTypes: true })
  .flatMap(entry => (entry.isDirectory() ? filesUnder(join(directory, entry.name)) : entry.name.endsWith('.yaml') ? [join(directory, entry.name)] : []))

/** Every data file of the folders, in order; cases too. */
export function lawFiles(directories: readonly string[]): DataFile[] {
  return directories.filter(directory => existsSync(directory)).flatMap(directory => filesUnder(directory).toSorted()
    .map(path => ({ path: relative(shownRoot(directory), path).split(sep).join('/'), text: readFileSync(path, 'utf8') })))
}

/** Of every byte of the law; cases are its proof, not the law. */
export function hashOf(files: readonly DataFile[]): string {
  const hash = createHash('sha256')
  for (const { path, text } of files) if (!path.endsWith('.cases.yaml')) hash.update(`${path}\n${text}`)
  return hash.digest('hex')
}

export const readLaw = (files: readonly DataFile[]): Reading => readBook(files, hashOf(files))

export const inWords = (faults: readonly Refusal[]): string => faults
  .map(({ place, value, legal, message }) => `${place}：${message.zh} / ${message.en}${value === undefined ? '' : `（${JSON.stringify(value)}）`}${legal?.length ? ` [${legal.join(', ')}]` : ''}`)
  .join('\n')

/** The law of the folders, later ones adding to earlier ones (law/, and in a demo demo/law/). Throws with every fault of every file. */
export function loadLaw(directories: readonly string[]): LawBook {
  const { book, faults } = readLaw(lawFiles(directories))
  if (!book) throw new Error(inWords(faults))
  return book
}
