import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Input, Popconfirm, type InputRef } from 'antd'
import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
import { get, newKey, send } from './api.ts'
import { useText, type Words } from './language.ts'
import { Refusals } from './states.tsx'
import { StepButton } from './step-button.tsx'
import { useStep } from './step.ts'

/** What stood in a search form, each filter by its name. */
type Values = Readonly<Record<string, string>>
export type SavedSearch = { readonly id: string; readonly list: string; readonly name: string; readonly words: Values; readonly opens_first: boolean }

const NAME_LENGTH_MAX = 30
const KEY = ['searches'] as const

/**
 * The searches that whoever is signed in keeps for a list with these filters; those of all lists come at once and are asked for once.
 * A filter that the list has no more is left out of them.
 */
export function useSavedSearches(list: string, names: readonly string[]) {
  const asked = useQuery({ queryKey: KEY, queryFn: () => get<readonly SavedSearch[]>('/own/searches'), staleTime: Infinity })
  const saved = (asked.data ?? []).filter(each => each.list === list)
    .map(each => ({ ...each, words: Object.fromEntries(Object.entries(each.words).filter(([name]) => names.includes(name))) }))
  return { known: !asked.isPending, saved }
}

export const filled = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
const isSame = (one: Values, other: Values): boolean => {
  const [mine, theirs] = [filled(one), filled(other)]
  return Object.keys(mine).length === Object.keys(theirs).length && Object.entries(mine).every(([name, value]) => theirs[name] === value)
}

/** Does one thing at the server; what it refused stays to be shown, and the lists follow. */
function useChange() {
  const client = useQueryClient()
  const { busy, refusals, take } = useStep()
  return { busy, refusals, change: (work: () => Promise<unknown>) => take(() => work().finally(() => client.invalidateQueries({ queryKey: KEY }))) }
}

/** A name with its button; what the server refuses of it stands under it. */
function NameForm({ label, words, first, submit, close }: { label: Words; words: Words; first?: string; submit: (name: string) => Promise<unknown>; close?: () => void }) {
  const t = useText()
  const id = useId()
  const [name, setName] = useState(first ?? '')
  const { busy, refusals, change } = useChange()
  const input = useRef<InputRef>(null)
  useEffect(() => { if (first !== undefined) input.current?.focus() }, [first])
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await change(() => submit(name))) setName('')
  }
  return (
    <form className="naming" onSubmit={event => void save(event)}>
      <label htmlFor={id}>{t(label)}</label>
      <div className="buttons">
        <Input id={id} value={name} maxLength={NAME_LENGTH_MAX} autoComplete="off" {...(refusals.length > 0 ? { status: 'error' } : {})} aria-invalid={refusals.length > 0} aria-describedby={`${id}-refused`} ref={input} onChange={event => setName(event.target.value)} />
        <StepButton type="primary" htmlType="submit" busy={busy} disabled={name.trim() === ''}>{t(words)}</StepButton>
        {close ? <Button onClick={close}>{t({ zh: '取消', en: 'Cancel' })}</Button> : null}
      </div>
      <div id={`${id}-refused`}><Refusals refusals={refusals} /></div>
    </form>
  )
}

function Line({ search, words }: { search: SavedSearch; words: string }) {
  const t = useText()
  const [renaming, setRenaming] = useState(false)
  const { busy, refusals, change } = useChange()
  const patch = (changes: { name?: string; opens_first?: boolean }) => send('PATCH', `/own/searches/${search.id}`, changes)
  return (
    <li>
      {renaming
        ? <NameForm label={{ zh: '新名字', en: 'New name' }} words={{ zh: '保存', en: 'Save' }} first={search.name} close={() => setRenaming(false)} submit={async name => { await patch({ name }); setRenaming(false) }} />
        : <b>{search.name}</b>}
      <span className="muted">{words}</span>
      <div className="buttons">
        <Checkbox checked={search.opens_first} disabled={busy} onChange={event => void change(() => patch({ opens_first: event.target.checked }))}>{t({ zh: '打开这张表时先用', en: 'Open the list with it' })}</Checkbox>
        {renaming ? null : <Button size="small" onClick={() => setRenaming(true)} aria-label={t({ zh: `改名：${search.name}`, en: `Rename ${search.name}` })}>{t({ zh: '改名', en: 'Rename' })}</Button>}
        <Popconfirm
          title={t({ zh: `删去“${search.name}”吗？`, en: `Delete ${search.name}?` })} okText={t({ zh: '删去', en: 'Delete' })} cancelText={t({ zh: '取消', en: 'Cancel' })} okButtonProps={{ danger: true }}
          onConfirm={() => change(() => send('DELETE', `/own/searches/${search.id}`))}
        >
          <Button size="small" danger aria-label={t({ zh: `删去：${search.name}`, en: `Delete ${search.name}` })}>{t({ zh: '删去', en: 'Delete' })}</Button>
        </Popconfirm>
      </div>
      <Refusals refusals={refusals} />
    </li>
  )
}

type KeptProps = {
  readonly list: string
  /** What is searched now. */
  readonly values: Values
  readonly saved: readonly SavedSearch[]
  readonly choose: (words: Values) => void
  /** What a search says, in words. */
  readonly say: (words: Values) => string
}

function Keeping({ list, values, saved, say, close }: Omit<KeptProps, 'choose'> & { close: () => void }) {
  const t = useText()
  const key = useRef(newKey())
  const now = filled(values)
  const save = async (name: string) => {
    await send('POST', '/own/searches', { list, name, words: now }, key.current)
    key.current = newKey()
  }
  return (
    <Drawer title={t({ zh: '常用条件', en: 'Saved searches' })} open onClose={close} size={460}>
      <div className="keeping">
        {Object.keys(now).length === 0 ? <p className="muted">{t({ zh: '先填好条件，按“查询”，再到这里起个名字存下来。', en: 'Fill in the search form, press Search, then come here and give it a name.' })}</p> : (
          <section>
            <h3>{t({ zh: '现在的查询', en: 'The present search' })}</h3>
            <p className="muted">{say(now)}</p>
            <NameForm label={{ zh: '给它起个名字', en: 'Give it a name' }} words={{ zh: '存为常用', en: 'Keep it' }} submit={save} />
          </section>
        )}
        <section>
          <h3>{t({ zh: '已存的', en: 'Kept' })}</h3>
          {saved.length === 0 ? <p className="muted">{t({ zh: '这张表还没有存过查询。', en: 'Nothing is kept for this list yet.' })}</p>
            : <ul>{saved.map(search => <Line key={search.id} search={search} words={say(search.words)} />)}</ul>}
        </section>
        <p className="muted">{t({ zh: '存在您自己的账号里，别人看不到，换一台电脑也在。', en: 'Kept with your own account: nobody else sees them, and they are there on another computer too.' })}</p>
      </div>
    </Drawer>
  )
}

/** The searches of a list that somebody keeps: chosen with one press, kept, renamed, deleted. */
export function SavedSearches({ list, values, saved, choose, say }: KeptProps) {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <div className="kept" role="group" aria-label={t({ zh: '常用条件', en: 'Saved searches' })}>
      {saved.map(search => <button key={search.id} type="button" className="chip" aria-pressed={isSame(search.words, values)} title={say(search.words)} onClick={() => choose(search.words)}>{search.name}</button>)}
      <Button onClick={() => setOpen(true)}>{t({ zh: '常用条件', en: 'Saved searches' })}</Button>
      {open ? <Keeping list={list} values={values} saved={saved} say={say} close={() => setOpen(false)} /> : null}
    </div>
  )
}

/**
 * Lets a list that was opened with an empty search form open with the search that its owner put first.
 * @returns whether that is still to come: then nothing is asked of the server yet.
 */
export function useOpensFirst(isEmpty: boolean, { known, saved }: ReturnType<typeof useSavedSearches>, choose: (words: Values) => void): boolean {
  const [waits, setWaits] = useState(isEmpty)
  const first = saved.find(each => each.opens_first && Object.keys(each.words).length > 0)
  const isOver = waits && (!isEmpty || (known && first === undefined))
  if (isOver) setWaits(false)
  useEffect(() => { if (waits && isEmpty && first) choose(first.words) }, [waits, isEmpty, first, choose])
  return waits && !isOver
}
