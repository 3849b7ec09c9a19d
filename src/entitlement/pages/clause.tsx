import { Chinese } from '../../ui/chinese.tsx'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import type { OtherVersion, ShownClause } from '../explanation/clauses.ts'
import { sourceAddress } from './words.ts'
import './clause.css'

/** Pages outside, opened beside this one. */
export function Urls({ urls }: { urls: readonly string[] }) {
  const t = useText()
  return <>{urls.map((url, index) => <a key={url} className="outside" href={url} target="_blank" rel="noreferrer">{t({ zh: `出处网页${urls.length > 1 ? ` ${index + 1}` : ''}`, en: `Page${urls.length > 1 ? ` ${index + 1}` : ''}` })}</a>)}</>
}

function Other({ version, lead }: { version: OtherVersion; lead: string }) {
  const t = useText()
  return (
    <details>
      <summary>{lead} <Chinese>{version.cite} {version.article}</Chinese></summary>
      {version.text ? <p>{t(version.text)}</p> : null}
    </details>
  )
}

function Dates({ clause: { in_force, until, ours } }: { clause: ShownClause }) {
  const t = useText()
  if (ours) return <>{t({ zh: '法律没有写明，这是本程序自己的规则', en: 'The law is silent: this is the program’s own rule' })}</>
  if (in_force === null) return null
  return <>{until === null ? t({ zh: `${in_force} 起施行，现行有效`, en: `In force since ${in_force}` }) : t({ zh: `${in_force} 起施行，到 ${until} 为止`, en: `In force ${in_force} to ${until}` })}</>
}

const distinct = (versions: readonly (OtherVersion | null)[]): OtherVersion[] =>
  [...new Map(versions.flatMap(version => (version === null ? [] : [[`${version.cite} ${version.article}`, version] as const]))).values()]

/**
 * A clause in the manner of a law text: whose it is, what it says in our words, and what held before and after. `alike` are all
 * the rules that rest on it now: before, they may have rested on different ones.
 */
export function Clause({ clause, alike = [clause], heading: Heading = 'h4' }: { clause: ShownClause; alike?: readonly ShownClause[]; heading?: 'h3' | 'h4' }) {
  const t = useText()
  const { title, number, article, text, source, urls } = clause
  return (
    <article className={clause.ours ? 'clause ours' : 'clause'}>
      <Heading>{source === null ? t(title) : <Go to={sourceAddress(source, article)}>{t(title)}</Go>}</Heading>
      {number ? <p className="number"><Chinese>{number}</Chinese></p> : null}
      <p className="article"><b lang="zh-CN">{article}</b> {text ? t(text) : null}</p>
      <p className="dates"><Dates clause={clause} /> <Urls urls={urls} /></p>
      {distinct(alike.map(({ before }) => before)).map(version => <Other key={version.cite + version.article} version={version} lead={t({ zh: '此前依', en: 'Before:' })} />)}
      {distinct(alike.map(({ after }) => after)).map(version => <Other key={version.cite + version.article} version={version} lead={t({ zh: `${version.from} 起改依`, en: `From ${version.from}:` })} />)}
    </article>
  )
}
