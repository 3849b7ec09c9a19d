import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { counted } from '../../base/english.ts'
import { send } from '../../ui/api.ts'
import { Go } from '../../ui/go.tsx'
import { Labelled } from '../../ui/labelled.tsx'
import { useText } from '../../ui/language.ts'
import { Shown } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import { useStep } from '../../ui/step.ts'
import type { KeptRow, UndoAnswer } from '../intake/imports.ts'

const PREVIEW_REASON = '预览'

function Kept({ rows }: { rows: readonly KeptRow[] }) {
  const t = useText()
  if (rows.length === 0) return null
  return (
    <div>
      <p>{t({ zh: `这 ${rows.length} 行留下，因为已有别的记录依着它：`, en: `Rows that stay, because other records rest on them (${rows.length}):` })}</p>
      <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '留下的行', en: 'Rows that stay' })}><ul>
        {rows.map(row => (
          <li key={row.row}>
            <span className="muted num">{t({ zh: `第 ${row.row} 行`, en: `row ${row.row}` })}</span> <Go to={`/people/${row.person}`} style={{ textDecoration: 'underline' }}>{row.name}</Go>{t({ zh: '：', en: ': ' })}
            {row.reasons.map(reason => t(reason)).join(t({ zh: '；', en: '; ' }))}
          </li>
        ))}
      </ul></div>
    </div>
  )
}

/** Takes an import back: first what would go and what stays, then with a reason for good. */
export function UndoImport({ id, close, changed }: { id: string; close: () => void; changed: () => void }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const [answer, setAnswer] = useState<UndoAnswer>()
  const { busy, refusals, take } = useStep()
  const asked = useQuery({ queryKey: ['import-undo', id], gcTime: 0, staleTime: Infinity, queryFn: () => send<UndoAnswer>('POST', `/imports/${id}/undo`, { reason: PREVIEW_REASON }) })
  const undone = asked.data?.undone ?? 0
  const run = async () => {
    setAnswer(await send<UndoAnswer>('POST', `/imports/${id}/undo?commit=true`, { reason }))
    changed()
  }
  return (
    <Modal
      open onCancel={close} width={620} title={t({ zh: '撤回这次导入', en: 'Take this import back' })}
      footer={[
        <Button key="close" onClick={close}>{t({ zh: '关闭', en: 'Close' })}</Button>,
        answer ? null : (
          <StepButton key="undo" type="primary" danger disabled={undone === 0 || reason.trim().length < 2} busy={busy} onClick={() => void take(run)}>
            {t({ zh: `撤回 ${undone} 行`, en: `Take ${counted(undone, 'row')} back` })}
          </StepButton>
        ),
      ]}
    >
      {answer ? (
        <div className="stack" role="status">
          <p className="notice">{t({ zh: `已撤回 ${answer.undone} 行，留下 ${answer.kept.length} 行。`, en: `${counted(answer.undone, 'row is', 'rows are')} taken back, ${counted(answer.kept.length, 'row stays', 'rows stay')}.` })}</p>
          <Kept rows={answer.kept} />
        </div>
      ) : (
        <Shown asked={asked}>{preview => (
          <div className="stack">
            <p className="notice">{t({
              zh: `可撤回 ${preview.undone} 行，留下 ${preview.kept.length} 行。新增的人从名册撤下，改过的恢复原样；流水里都留痕，库里不删。`,
              en: `${counted(preview.undone, 'row')} can be taken back, ${counted(preview.kept.length, 'row stays', 'rows stay')}. New people leave the roster, changes are put back; the journal keeps it all and nothing is deleted.`,
            })}</p>
            <Kept rows={preview.kept} />
            {preview.undone > 0 ? (
              <Labelled label={{ zh: '为什么撤回', en: 'Why it is taken back' }} refusals={refusals}>{bound => (
                <Input.TextArea {...bound} rows={2} maxLength={100} value={reason} onChange={event => setReason(event.target.value)} placeholder={t({ zh: '例如：导错了表', en: 'For example: the wrong sheet' })} />
              )}</Labelled>
            ) : null}
          </div>
        )}</Shown>
      )}
    </Modal>
  )
}
