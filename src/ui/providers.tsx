import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale/index.js'
import { useEffect, useState, type ReactNode } from 'react'
import { useLanguage, type Language } from './language.ts'
import { themeOf } from './theme.ts'
import { useNarrow } from './use-narrow.ts'

type Wrapped = Locale | { default: Wrapped }
/** The component library's words come as a module or as a module in a module, by who bundles them. */
const unwrap = (module: Wrapped): Locale => ('default' in module ? unwrap(module.default) : module)

const WORDS: Readonly<Record<Language, () => Promise<Locale>>> = {
  zh: async () => unwrap(await import('antd/es/locale/zh_CN.js') as unknown as Wrapped),
  en: async () => unwrap(await import('antd/es/locale/en_US.js') as unknown as Wrapped),
}

/** What was pressed is seen by what happens; a ripple about it goes on for two seconds, and for those too who asked for no motion. */
const STILL = { disabled: true }

/** Look, language and data for every page. */
export function Providers({ client, children }: { client: QueryClient; children: ReactNode }) {
  const language = useLanguage()
  const narrow = useNarrow()
  const [words, setWords] = useState<Locale>()
  useEffect(() => {
    let wanted = true
    void WORDS[language]().then(loaded => { if (wanted) setWords(loaded) })
    return () => { wanted = false }
  }, [language])
  return (
    <QueryClientProvider client={client}>
      <ConfigProvider theme={themeOf(narrow)} locale={words} button={{ autoInsertSpace: false }} wave={STILL}>{children}</ConfigProvider>
    </QueryClientProvider>
  )
}
