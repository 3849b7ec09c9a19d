import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { RefusedInput, type Refusal } from '../base/result.ts'
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

/** The files of each folder that is there: a folder's cases prove it on top of those before it. */
export const lawFolders = (directories: readonly string[]): DataFile[][] => directories.filter(directory => existsSync(directory)).map(directory => lawFiles([directory]))

const isCases = ({ path }: DataFile): boolean => path.endsWith('.cases.yaml')

/** Of every byte of files. */
export function hashOfFiles(files: readonly DataFile[]): string {
  const hash = createHash('sha256')
  for (const { path, text } of files) hash.update(`${path}\n${text}`)
  return hash.digest('hex')
}

/** Of every byte of the law; cases are its proof, not the law. */
export const hashOf = (files: readonly DataFile[]): string => hashOfFiles(files.filter(file => !isCases(file)))

export const readLaw = (files: readonly DataFile[]): Reading => readBook(files, hashOf(files))

/** A law, and the files that it was read from with their cases. */
export type LawText = { readonly files: readonly DataFile[]; readonly book: LawBook }

/** A law with more files after its own, as a county enters them. */
export const readMore = (law: LawText, more: readonly DataFile[]): Reading => readBook(more, hashOf([...law.files, ...more]), law.book)

export const inWords = (faults: readonly Refusal[]): string => faults
  .map(({ place, value, legal, message }) => `${place}：${message.zh} / ${message.en}${value === undefined ? '' : `（${JSON.stringify(value)}）`}${legal?.length ? ` [${legal.join(', ')}]` : ''}`)
  .join('\n')

/** The law of the folders with its files, later ones adding to earlier ones (law/, and in a demo demo/law/). Throws `RefusedInput` with every fault of every file. */
export function readFolders(directories: readonly string[]): LawText {
  const files = lawFiles(directories)
  const { book, faults } = readLaw(files)
  if (!book) throw new RefusedInput(faults)
  return { files, book }
}

export const loadLaw = (directories: readonly string[]): LawBook => readFolders(directories).book
