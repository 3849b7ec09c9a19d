import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore, type FormEvent, type ReactNode } from 'react'
import { isLate, onLate, send } from './api.ts'
import { giveFocusBack } from './focus-back.ts'
import { Go, useGo, usePath, useSearchWords, useSetSearch } from './go.tsx'
import { setLanguage, useLanguage, useText, type Words } from './language.ts'
import { forget, unsent } from './outbox.ts'
import { usePlaceName } from './places.ts'
import { useMe, useYear } from './session.ts'
import { mayLeave, Unsaved } from './unsaved.tsx'

/** One entry of the menu; `also` begins the addresses of pages that belong to it. */
type Entry = { readonly to: string; readonly name: Words; readonly permission: string; readonly also?: string }
/** A place of the menu; several pages that belong together are one place, and stand above each of them. */
export type Place = Entry | { readonly name: Words; readonly pages: readonly Entry[] }

export function LanguageSwitch() {
  const t = useText()
  const language = useLanguage()
  return (
    <span className="languages" role="group" aria-label={t({ zh: '语言', en: 'Language' })}>
      <button type="button" lang="zh-CN" aria-pressed={language === 'zh'} onClick={() => setLanguage('zh')}>中文</button>
      <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => setLanguage('en')}>EN</button>
    </span>
  )
}

/** The county and the place whose work this is. */
function useWhere(): { readonly county: string; readonly here: string } {
  const me = useMe()
  const nameOf = usePlaceName()
  return { county: nameOf(me.county, me.county_name), here: nameOf(me.place, me.place_name) }
}

const YEARS_BACK = 5

function YearSelect() {
  const t = useText()
  const year = useYear()
  const thisYear = Number(useMe().today.slice(0, 4))
  const setSearch = useSetSearch()
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, index) => thisYear - index)
  if (!years.includes(year)) years.push(year)
  return (
    <select className="year" aria-label={t({ zh: '年度', en: 'Year' })} value={year} onChange={event => setSearch({ year: event.target.value })}>
      {years.map(each => <option key={each} value={each}>{t({ zh: `${each} 年`, en: String(each) })}</option>)}
    </select>
  )
}

function Find() {
  const t = useText()
  const go = useGo()
  const [words, setWords] = useState('')
  const find = (event: FormEvent) => {
    event.preventDefault()
    if (words.trim() !== '') go(`/roster?query=${encodeURIComponent(words.trim())}`)
  }
  const label = t({ zh: '查找：姓名、拼音、首字母、证号后四位', en: 'Find: name, pinyin, initials, last four digits' })
  return (
    <form className="find" role="search" aria-label={t({ zh: '找人', en: 'Find a person' })} onSubmit={find}>
      <input type="search" value={words} onChange={event => setWords(event.target.value)} aria-label={label} placeholder={label} />
    </form>
  )
}

const isUnder = (path: string, { to, also }: Entry): boolean => (to === '/' ? path === '/' : path.startsWith(to) || (also !== undefined && path.startsWith(also)))

/** The menu as whoever looks may see it, and where in it they are. */
function useMenu(places: readonly Place[]) {
  const { permissions } = useMe()
  const path = usePath()
  const shown = places.map(place => ({ name: place.name, pages: ('pages' in place ? place.pages : [place]).filter(page => permissions.includes(page.permission)) }))
    .filter(place => place.pages.length > 0)
  // Of a place and one inside it, the inner one is where somebody is.
  const here = shown.flatMap(place => place.pages).filter(page => isUnder(path, page)).toSorted((one, other) => other.to.length - one.to.length)[0]
  return { shown, here, place: shown.find(place => here !== undefined && place.pages.includes(here)) }
}

/** Where somebody is, moved into sight in a row that is longer than the screen. */
function useInSight() {
  const path = usePath()
  const row = useRef<HTMLElement>(null)
  useEffect(() => {
    const [on, whole] = [row.current?.querySelector<HTMLElement>('[aria-current]'), row.current]
    if (on && whole) whole.scrollLeft = on.offsetLeft - whole.offsetLeft - (whole.clientWidth - on.offsetWidth) / 2
  }, [path])
  return row
}

function Navigation({ places }: { places: readonly Place[] }) {
  const t = useText()
  const { demo } = useMe()
  const { county, here } = useWhere()
  const { year } = useSearchWords()
  const menu = useMenu(places)
  const row = useInSight()
  return (
    <nav aria-label={t({ zh: '主菜单', en: 'Main menu' })} ref={row}>
      <div className="brand"><span lang="zh-CN">同心</span><small>{here === county ? here : t({ zh: `${county}${here}`, en: `${here}, ${county}` })}</small></div>
      {menu.shown.map(place => {
        const [{ to }, isOn] = [place.pages[0]!, place === menu.place]
        return <Go key={to} to={year ? `${to}?year=${year}` : to} className={isOn ? 'on' : ''} aria-current={isOn ? 'page' : undefined}>{t(place.name)}</Go>
      })}
      {demo ? <div className="foot">{t({ zh: '示例数据库', en: 'Demo database' })}<br />{t({ zh: '人物均为虚构', en: 'All people are invented' })}</div> : null}
    </nav>
  )
}

/** The pages of the place that somebody is in, where it has several. */
function Tabs({ places }: { places: readonly Place[] }) {
  const t = useText()
  const { here, place } = useMenu(places)
  const { year } = useSearchWords()
  const row = useInSight()
  if (place === undefined || place.pages.length < 2) return null
  return (
    <nav className="tabs" aria-label={t(place.name)} ref={row}>
      {place.pages.map(page => <Go key={page.to} to={year ? `${page.to}?year=${year}` : page.to} aria-current={page === here ? 'page' : undefined}>{t(page.name)}</Go>)}
    </nav>
  )
}

function Person() {
  const t = useText()
  const me = useMe()
  const client = useQueryClient()
  const signOut = async () => {
    if (!mayLeave()) return
    const waiting = await unsent(me.account)
    const question = { zh: `这台设备上还有 ${waiting} 件没有送出，退出就会删去。确定退出吗？`, en: `${waiting} on this device were not sent and will be deleted. Sign out all the same?` }
    if (waiting > 0 && !confirm(t(question))) return
    await forget()
    await send('DELETE', '/session').catch(() => undefined)
    client.clear()
    location.assign('/sign-in')
  }
  return (
    <span className="person">
      <Go to="/guide">{t({ zh: '帮助', en: 'Help' })}</Go>
      <Go className="own" to="/admin/me" aria-label={t({ zh: `我的账号：${me.name}，${t(me.role_name)}`, en: `My account: ${me.name}, ${t(me.role_name)}` })}>{me.name} · {t(me.role_name)}</Go>
      <button type="button" className="link" onClick={() => void signOut()}>{t({ zh: '退出', en: 'Sign out' })}</button>
    </span>
  )
}

/** The server has not answered for a while: it may be busy, or gone. */
function Late() {
  const t = useText()
  if (!useSyncExternalStore(onLate, isLate)) return null
  return (
    <aside className="late-answer" role="status">
      {t({ zh: '服务器很久没有回答。填的内容不会丢，请先不要关页面；一直这样，请看一看程序是否还在运行。', en: 'The server has not answered for a while. Nothing you typed is lost; leave this page open. If it goes on, see whether the program is still running.' })}
    </aside>
  )
}

/** Every page of a signed-in person: menu, where and when, search, who, language; on a demo database its warning, and whatever else all must see. */
export function Shell({ places, notice, children }: { places: readonly Place[]; notice?: ReactNode; children: ReactNode }) {
  const t = useText()
  useEffect(giveFocusBack, [])
  const me = useMe()
  const { county, here } = useWhere()
  return (
    <div className="app">
      <a className="skip" href="#main">{t({ zh: '跳到正文', en: 'Skip to content' })}</a>
      <Navigation places={places} />
      <div className="side">
        {me.demo ? <aside className="demo" aria-label={t({ zh: '示例', en: 'Demo' })}>{t({ zh: '示例数据库 · 人物均为虚构', en: 'Demo database · all people are invented' })}</aside> : null}
        <Late />
        {notice}
        <header>
          <span className="where">{here === county ? null : <span className="county">{county} / </span>}<b>{here}</b></span>
          <YearSelect />
          {me.permissions.includes('roster.read') ? <Find /> : <span className="find" />}
          <Person />
          <LanguageSwitch />
        </header>
        <Unsaved />
        <main id="main" tabIndex={-1}><Tabs places={places} />{children}</main>
      </div>
    </div>
  )
}
