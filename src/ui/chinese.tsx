import type { ReactNode } from 'react'
import type { Words } from './language.ts'

/** What is Chinese whatever the language of the page, a name, a note, words of the law: whoever reads it aloud is told so (WCAG 3.1.2). */
export const Chinese = ({ children }: { children: ReactNode }) => <span lang="zh-CN">{children}</span>

/** The language of a title: a plain string is a name that somebody gave. */
export const langOf = (title: Words): 'zh-CN' | undefined => (typeof title === 'string' && /[\u4e00-\u9fff]/.test(title) ? 'zh-CN' : undefined)
