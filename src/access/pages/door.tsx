import { useEffect, type ReactNode } from 'react'
import { useText, type Words } from '../../ui/language.ts'
import { UnderHeading } from '../../ui/page.tsx'
import { LanguageSwitch } from '../../ui/shell.tsx'

/** The frame of the pages before signing in, with their heading; names the browser's tab too. */
export function Door({ title, children }: { title: Words; children: ReactNode }) {
  const t = useText()
  const shown = t(title)
  useEffect(() => { document.title = `${shown} · 同心` }, [shown])
  return (
    <div className="door">
      <main>
        <div className="plate">
          <div lang="zh-CN">同心</div>
          <p>{t({ zh: '双拥工作一本账', en: 'The working ledger of double support' })}</p>
          <LanguageSwitch />
        </div>
        <div className="card">
          <h1>{shown}</h1>
          <UnderHeading>{children}</UnderHeading>
        </div>
      </main>
    </div>
  )
}
