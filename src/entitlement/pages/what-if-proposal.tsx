import { useState } from 'react'
import { z } from 'zod'
import { isDay } from '../../base/day.ts'
import type { LawBook } from '../../law/law.ts'
import { send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { filesOf } from '../what-if/files.ts'

const words = (least: number, most: number) => z.string().trim().min(least, '不能为空 / must not be empty').max(most)
const proposal = z.strictObject({
  title: words(2, 120), reason: words(2, 1000),
  notice: z.strictObject({
    title: words(2, 200), number: words(1, 60), issuer: words(2, 100), published: z.string().refine(isDay, '应为存在的日期 / must be a day that exists'),
  }),
})

const FIELDS: readonly Field[] = [
  { name: 'title', label: { zh: '建议的名称', en: 'Title of the proposal' } },
  { name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'long' },
  { name: 'notice.title', label: { zh: '依据的通知', en: 'The notice' }, help: { zh: '没有文件的数额不能成为标准', en: 'No amount becomes a rate without a notice' } },
  { name: 'notice.number', label: { zh: '文号', en: 'Its number' } },
  { name: 'notice.issuer', label: { zh: '发文机关', en: 'Issued by' } },
  { name: 'notice.published', label: { zh: '公布日期', en: 'Day of publication' }, kind: 'day' },
]

type ProposalProps = {
  readonly open: boolean
  readonly close: () => void
  readonly saved: (id: string) => void
  readonly changed: LawBook
  readonly county: string
  readonly about: string
}

/** Puts the changes forward as law: with the notice that sets them, for another person to approve. */
export function ProposalDrawer({ open, close, saved, changed, county, about }: ProposalProps) {
  const t = useText()
  const [initial] = useState({ title: about, reason: '' })
  return (
    <FormDrawer
      id="what-if-proposal" title={t({ zh: '存为标准建议', en: 'Save as a proposal' })} open={open} close={close} schema={proposal} fields={FIELDS} initial={initial}
      submit={async ({ title, reason, notice }) => {
        const made = await send<{ id: string }>('POST', '/law/proposals', { title, reason, files: filesOf(changed, county, notice) })
        saved(made.id)
      }}
    />
  )
}
