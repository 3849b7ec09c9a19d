declare module '*.css'

/** Vite gathers the files that a pattern names when it builds the pages. */
interface ImportMeta {
  glob<T>(patterns: string | readonly string[], options: { query: string; import: 'default'; eager: true }): Readonly<Record<string, T>>
  glob<T>(patterns: string | readonly string[], options: { query: string; import: 'default' }): Readonly<Record<string, () => Promise<T>>>
}
