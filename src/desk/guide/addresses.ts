/** Files of docs/ and the addresses under which the program shows them: guide/zh-CN/roster.md is /guide/roster, how-to/x.zh-CN.md is /guide/how-to/x. */
const HOW_TO = '/guide/how-to/'
const FIRST = 'index'

/** The file behind an address, in a language. */
export function fileOf(path: string, tag: string): string {
  if (path.startsWith(HOW_TO)) return `how-to/${path.slice(HOW_TO.length)}${tag === 'zh-CN' ? '.zh-CN' : ''}.md`
  return `guide/${tag}/${path.slice('/guide/'.length) || FIRST}.md`
}

/** The address of what a page of the guide links to; none where the program does not show it. A link may be an address of the program itself. */
export function addressOf(to: string, from: string): string | undefined {
  if (to.startsWith('/')) return to
  const found = /^(?:\.\.\/)*(how-to\/)?([\w-]+)(?:\.zh-CN)?\.md$/.exec(to)
  if (!found) return undefined
  if (found[1] || (from.startsWith('how-to/') && !to.startsWith('../'))) return HOW_TO + found[2]!
  return found[2] === FIRST ? '/guide' : `/guide/${found[2]!}`
}

/** A picture as it stands under docs/. */
export const pictureOf = (to: string): string => `guide/${to.replace(/^(\.\.\/)+/, '')}`
