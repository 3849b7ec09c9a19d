import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { FIELD_HELP } from '../../../law/field-help.ts'
import { get, send } from '../../../ui/api.ts'
import { FormDrawer } from '../../../ui/form-drawer.tsx'
import { useText } from '../../../ui/language.ts'
import type { RunSummary } from '../../payment.ts'
import { disclosing } from '../schemas.ts'

const form = disclosing.extend({ run: z.uuid() })

/** Drafts a list for each village of an approved run: what payment puts on the page of notices. */
export function DiscloseRun({ changed }: { changed: () => void }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  const asked = useQuery({ queryKey: ['runs', 'to-disclose'], queryFn: () => get<{ rows: readonly RunSummary[] }>('/runs?size=100'), enabled: open, staleTime: 0 })
  const runs = (asked.data?.rows ?? []).filter(run => run.state === 'approved')
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>{t({ zh: '发放批次公示', en: 'Disclose a run' })}</Button>
      <FormDrawer
        id="disclose-run" title={{ zh: '按村编制发放名单', en: 'A list for each village of a run' }} open={open} close={() => setOpen(false)} schema={form}
        fields={[
          { name: 'run', label: { zh: '已审批的批次', en: 'Approved run' }, about: FIELD_HELP.disclosure, kind: 'choice', choices: runs.map(run => ({ value: run.id, label: run.title })), help: { zh: '审批以后、送银行以前公示。', en: 'Between its approval and its sending.' } },
          { name: 'contact.phone', label: { zh: '受理异议的电话', en: 'Phone for objections' }, help: { zh: '不填就沿用本镇上一份公示的。', en: 'Left empty, that of the township’s last notice.' } },
          { name: 'contact.address', label: { zh: '受理异议的地址', en: 'Address for objections' } },
        ]}
        submit={async ({ run, ...rest }) => { await send('POST', `/runs/${run}/disclosure`, rest); changed() }}
      />
    </>
  )
}
