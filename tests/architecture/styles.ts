import { parseSync } from 'vite'

/** The classes of a sheet by its selectors: of each the first class, which says whose the rule is. `.a .b,.c{}` → a, c. */
export function ownersOf(css: string): ReadonlySet<string> {
  const bare = css.replace(/\/\*[^]*?\*\//g, '').replace(/@(font-face|page|keyframes)[^{]*\{(?:[^{}]|\{[^{}]*\})*\}/g, '').replace(/@(media|supports)[^{]*\{/g, '')
  const selectors = [...bare.matchAll(/([^{}]+)\{/g)].flatMap(([, list]) => list!.replace(/\([^()]*\)/g, inside => inside.replaceAll(',', ' ')).split(','))
  return new Set(selectors.flatMap(selector => /\.([a-zA-Z][\w-]*)/.exec(selector)?.[1] ?? []))
}

/** The classes that a page's file gives its elements; those that a value decides are left out. */
export function classesOf(path: string, text: string): ReadonlySet<string> {
  const found = new Set<string>()
  const gather = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const node = value as Readonly<Record<string, unknown>> // of the parser's tree, whose every part is looked through
    // `state === 'late'` names no class.
    if (node['type'] === 'BinaryExpression') return
    const said = node['type'] === 'Literal' ? node['value'] : node['type'] === 'TemplateElement' ? (node['value'] as { cooked: string }).cooked : ''
    if (typeof said === 'string') for (const name of said.split(/\s+/)) if (name !== '') found.add(name)
    for (const part of Object.values(node)) gather(part)
  }
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const node = value as Readonly<Record<string, unknown>>
    if (node['type'] === 'JSXAttribute' && (node['name'] as { name?: unknown }).name === 'className') gather(node['value'])
    for (const part of Object.values(node)) visit(part)
  }
  visit(parseSync(path, text).program)
  return found
}
