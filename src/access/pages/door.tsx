import type { ReactNode } from 'react'
import { useText } from '../../ui/language.ts'
import { LanguageSwitch } from '../../ui/shell.tsx'

/** The frame of the pages before signing in. */
export function Door({ children }: { children: ReactNode }) {
  const t = useText()
  return (
    <div className="door">
      <main>
        <div className="plate">
          <div lang="zh-CN">同心</div>
          <p>{t({ zh: '双拥工作一本账', en: 'The working ledger of double support' })}</p>
          <LanguageSwitch />
        </div>
        <div className="card">{children}</div>
      </main>
    </div>
  )
}
