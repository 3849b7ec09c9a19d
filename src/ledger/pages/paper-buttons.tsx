import { Button } from 'antd'
import { FileButton } from '../../ui/file-button.tsx'
import { useText } from '../../ui/language.ts'

/** A statement as a sheet, and the page on paper. */
export function PaperButtons({ path }: { path: string }) {
  const t = useText()
  return (
    <>
      <FileButton path={path} name="statement.xlsx">{t({ zh: '导出', en: 'Export' })}</FileButton>
      <Button onClick={() => print()}>{t({ zh: '打印', en: 'Print' })}</Button>
    </>
  )
}
