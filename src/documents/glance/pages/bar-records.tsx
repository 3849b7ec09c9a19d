import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { get, queryOf } from '../../../ui/api.ts'
import { Go } from '../../../ui/go.tsx'
import { useText, type Words } from '../../../ui/language.ts'
import { Shown } from '../../../ui/states.tsx'
import type { OpenedFigure } from '../../pages/answer.ts'
import { Opened } from '../../pages/opened.tsx'
import { recordsOf, type RecordsAsked } from '../glance.ts'

/** A bar that was clicked: its name, the number it shows, and the page where the same people or works stand, if there is one. */
export type FigureRecords = RecordsAsked & { readonly title: Words; readonly value: number; readonly more?: { readonly to: string; readonly words: Words } }

/** The records of which a bar is the sum. */
export function BarRecords({ bar, place, year, close }: { bar: FigureRecords; place: string; year: number; close: () => void }) {
  const t = useText()
  const asked = useQuery({ queryKey: ['figure', bar.figure, year, place], queryFn: () => get<OpenedFigure>(`/figures/${encodeURIComponent(bar.figure)}${queryOf({ year, place })}`) })
  return (
    <Drawer open title={t(bar.title)} onClose={close} size={560}>
      {bar.more ? <p style={{ marginBottom: 12 }}><Go className="btn" to={bar.more.to}>{t(bar.more.words)}</Go></p> : null}
      <Shown asked={asked}>{figure => <Opened figure={{ ...figure, value: bar.value, records: recordsOf(figure.records, bar, place) }} />}</Shown>
    </Drawer>
  )
}
