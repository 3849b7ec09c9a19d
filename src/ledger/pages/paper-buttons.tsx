import { Button } from 'antd'
import { useState } from 'react'
import { download } from '../../ui/api.ts'
import { useText } from '../../ui/language.ts'
import { Refusals, refusalsIn } from '../../ui/states.tsx'

/** A statement as a sheet, and the page on paper. */
export function PaperButtons({ path }: { path: string }) {
  const t = useText()
  const [error, setError] = useState<unknown>()
  return (
    <>
      <Button onClick={() => { setError(undefined); download(path, 'statement.xlsx').catch(setError) }}>{t({ zh: '导出', en: 'Export' })}</Button>
      <Button onClick={() => print()}>{t({ zh: '打印', en: 'Print' })}</Button>
      {error ? <Refusals refusals={refusalsIn(error)} /> : null}
    </>
  )
}
