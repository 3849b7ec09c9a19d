import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fileStore } from './files.ts'
import { createKeys, openWithFile, openWithPhrase } from './keys.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'tongxin-vault-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}
const newKeys = (path = folder()) => createKeys(join(path, 'keys', 'key'))

describe('the vault', () => {
  test('opens what it sealed, whatever it is; sealed, it is unreadable and never twice the same', async () => {
    const { vault } = await newKeys()
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => {
      const sealed = vault.seal(text)
      expect(vault.open(sealed)).toBe(text)
      expect(vault.seal(text)).not.toEqual(sealed)
    }))
    expect(Buffer.from(vault.seal('990101196204031234')).toString('latin1')).not.toContain('1962')
  })

  test('a changed byte anywhere is refused, not opened as something else', async () => {
    const { vault } = await newKeys()
    const sealed = vault.seal('6217000012345678')
    for (let index = 0; index < sealed.length; index++) {
      const changed = Uint8Array.from(sealed)
      changed[index]! ^= 1
      expect(() => vault.open(changed)).toThrow()
    }
  })

  test('an index is the same for the same value and kind, another for another kind, value or key', async () => {
    const [first, second] = [await newKeys(), await newKeys()]
    const index = first.vault.index('phone', '13800000000')
    expect(index).toMatch(/^[0-9a-f]{32}$/)
    expect(first.vault.index('phone', '13800000000')).toBe(index)
    expect(new Set([index, first.vault.index('account', '13800000000'), first.vault.index('phone', '13800000001'), second.vault.index('phone', '13800000000')]).size).toBe(4)
  })

  test('a kind and a value cannot run into each other', async () => {
    const { vault } = await newKeys()
    expect(vault.index('ab', 'c')).not.toBe(vault.index('a', 'bc'))
  })
})

describe('the keys', () => {
  test('open with the key file, and with the phrase in small letters and blanks', async () => {
    const path = folder()
    const { vault, wrapped, phrase } = await newKeys(path)
    const sealed = vault.seal('甲')
    expect((await openWithFile(wrapped, join(path, 'keys', 'key'))).open(sealed)).toBe('甲')
    expect(phrase).toMatch(/^([2-9A-HJ-NP-Z]{4}-){7}[2-9A-HJ-NP-Z]{4}$/)
    expect(openWithPhrase(wrapped, ` ${phrase.toLowerCase().replaceAll('-', ' ')} `).open(sealed)).toBe('甲')
  })

  test('neither another file nor another phrase opens them', async () => {
    const [one, two] = [folder(), folder()]
    const { wrapped } = await newKeys(one)
    const other = await newKeys(two)
    await expect(openWithFile(wrapped, join(two, 'keys', 'key'))).rejects.toThrow()
    expect(() => openWithPhrase(wrapped, other.phrase)).toThrow()
  })

  test('the key file is the owner\'s alone, holds no key as it stands, and is never written over', async () => {
    const path = folder()
    const { wrapped } = await newKeys(path)
    const file = join(path, 'keys', 'key')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const kept = readFileSync(file)
    const second = await createKeys(file)
    expect(readFileSync(file)).toEqual(kept)
    expect(Buffer.from(wrapped.by_file).includes(kept)).toBe(false)
    expect((await openWithFile(second.wrapped, file)).index('k', 'v')).toBe(second.vault.index('k', 'v'))
  })
})

describe('files', () => {
  test('come back as they were, kept once, sealed on disk, under a name that tells nothing', async () => {
    const path = folder()
    const { vault } = await newKeys()
    const store = fileStore(join(path, 'files'), vault)
    const bytes = new TextEncoder().encode('签到表 sign-in sheet')
    const name = await store.keep(bytes)
    expect(await store.keep(bytes)).toBe(name)
    expect(await store.all()).toEqual([name])
    expect(new Uint8Array(await store.open(name))).toEqual(bytes)
    const onDisk = readdirSync(join(path, 'files', name.slice(0, 2)))
    expect(onDisk).toEqual([name])
    expect(readFileSync(join(path, 'files', name.slice(0, 2), name)).includes('sign-in')).toBe(false)
  })

  test('a file changed on disk, swapped with another or named by a path is refused', async () => {
    const path = folder()
    const { vault } = await newKeys()
    const store = fileStore(path, vault)
    const [first, second] = [await store.keep(new Uint8Array([1])), await store.keep(new Uint8Array([2]))]
    const at = (name: string) => join(path, name.slice(0, 2), name)
    writeFileSync(at(first), readFileSync(at(second)))
    await expect(store.open(first)).rejects.toThrow('not what its name says')
    writeFileSync(at(second), Buffer.alloc(40))
    await expect(store.open(second)).rejects.toThrow()
    await expect(store.open('../../etc/passwd')).rejects.toThrow('not a file name')
  })

  test('many keeping the same file at once leave it whole', async () => {
    const path = folder()
    const { vault } = await newKeys()
    const store = fileStore(path, vault)
    const bytes = new Uint8Array(200_000).fill(7)
    const names = await Promise.all(Array.from({ length: 6 }, () => store.keep(bytes)))
    expect(new Set(names).size).toBe(1)
    expect(new Uint8Array(await store.open(names[0]!))).toEqual(bytes)
  })
})
