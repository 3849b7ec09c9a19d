import { act, read } from '../actions.ts'
import type { House, Work } from '../house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { SEARCHES_MAX, SEARCHES_OF_LIST_MAX, type SavedSearchChange, type SavedSearchInput } from './schemas.ts'
import { clearFirst, deleteSearch, insertSearch, selectSearch, selectSearches, updateSearch, type Owner, type SavedSearchRow } from './store.ts'

export type SavedSearch = { readonly id: string; readonly list: string; readonly name: string; readonly words: Readonly<Record<string, string>>; readonly opens_first: boolean }

const ownerOf = (actor: Actor): Owner => ({ county: actor.county, account: actor.account, place: actor.place })

const nameTaken = (name: string): Refusal => ({
  code: 'duplicate', place: 'name', value: name,
  message: { zh: `这张表里已有叫“${name}”的常用条件。`, en: `This list already has a saved search called ${name}.` },
  next: { zh: '请换一个名字，或先删去原来的。', en: 'Choose another name, or delete that one first.' },
})
const tooMany = (limit: number): Refusal => ({
  code: 'too-large', place: 'name', value: limit, legal: [`≤ ${limit}`],
  message: limit === SEARCHES_OF_LIST_MAX
    ? { zh: `一张表最多存 ${limit} 个常用条件。`, en: `A list keeps at most ${limit} saved searches.` }
    : { zh: `一个人最多存 ${limit} 个常用条件。`, en: `Somebody keeps at most ${limit} saved searches.` },
  next: { zh: '请先删去不用的。', en: 'Delete those that are of no use any more.' },
})
const noSuchSearch = (id: string): Refusal => ({
  code: 'not-found', place: 'search', value: id,
  message: { zh: '没有这个常用条件，可能刚才在别处删掉了。', en: 'There is no such saved search; it may have just been deleted elsewhere.' },
})

/** All that somebody keeps, of every list: few enough to be asked for once. */
export const savedSearches = (house: House, actor: Actor): Promise<Result<readonly SavedSearch[]>> =>
  read(house, actor, 'places.read', async work => (await selectSearches(work.session, ownerOf(actor))).map(row =>
    ({ id: row.id, list: row.list, name: row.name, words: JSON.parse(work.vault.open(row.words)) as Record<string, string>, opens_first: row.opens_first }))) // sealed below

/** What is wrong with a name among those that are there. */
const nameFaults = (name: string, others: readonly SavedSearchRow[]): Refusal[] =>
  [...screenSecret('name', name), ...(others.some(other => other.name === name) ? [nameTaken(name)] : [])]

/** The journal tells that a search was saved, not for whom somebody looked. */
const note = (work: Work, step: 'save' | 'change' | 'remove', id: string, list: string): void =>
  work.record({ action: `access.search.${step}`, subject: id, place: work.actor.place, after: { list } })

export const saveSearch = (house: House, actor: Actor, input: SavedSearchInput, key?: string): Promise<Result<string>> =>
  act(house, actor, 'places.read', async work => {
    const owner = ownerOf(actor)
    const all = await selectSearches(work.session, owner)
    const there = all.filter(row => row.list === input.list)
    const faults = [
      ...nameFaults(input.name, there),
      ...(there.length >= SEARCHES_OF_LIST_MAX ? [tooMany(SEARCHES_OF_LIST_MAX)] : all.length >= SEARCHES_MAX ? [tooMany(SEARCHES_MAX)] : []),
    ]
    if (faults.length > 0) return refused(...faults)
    if (input.opens_first) await clearFirst(work.session, owner, input.list)
    const id = work.id()
    await insertSearch(work.session, owner, {
      id, list: input.list, name: input.name, words: work.vault.seal(JSON.stringify(input.words)), opens_first: input.opens_first, now: new Date(work.now),
    })
    note(work, 'save', id, input.list)
    return done(id)
  }, { key })

/** Renames it, or lets the list open with it. */
export const changeSearch = (house: House, actor: Actor, id: string, change: SavedSearchChange): Promise<Result<null>> =>
  act(house, actor, 'places.read', async work => {
    const owner = ownerOf(actor)
    const all = await selectSearches(work.session, owner)
    const row = all.find(each => each.id === id)
    if (!row) return refused(noSuchSearch(id))
    const faults = change.name === undefined ? [] : nameFaults(change.name, all.filter(each => each.list === row.list && each.id !== id))
    if (faults.length > 0) return refused(...faults)
    if (change.opens_first) await clearFirst(work.session, owner, row.list)
    await updateSearch(work.session, owner, { id, name: change.name ?? row.name, opens_first: change.opens_first ?? row.opens_first })
    note(work, 'change', id, row.list)
    return done(null)
  })

export const removeSearch = (house: House, actor: Actor, id: string): Promise<Result<null>> =>
  act(house, actor, 'places.read', async work => {
    const row = await selectSearch(work.session, ownerOf(actor), id)
    if (!row) return refused(noSuchSearch(id))
    await deleteSearch(work.session, ownerOf(actor), id)
    note(work, 'remove', id, row.list)
    return done(null)
  })
