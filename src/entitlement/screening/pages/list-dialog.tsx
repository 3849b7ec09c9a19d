import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { counted } from '../../../base/english.ts'
import { download, get, upload } from '../../../ui/api.ts'
import { Go } from '../../../ui/go.tsx'
import { FileInput } from '../../../ui/inputs/file-input.tsx'
import { useText, type Words } from '../../../ui/language.ts'
import { usePlaceName } from '../../../ui/places.ts'
import { Refusals, refusalsIn, Shown } from '../../../ui/states.tsx'
import { StepButton } from '../../../ui/step-button.tsx'
import type { ListAnswer } from '../actions.ts'
import type { ListFinding } from '../lists.ts'
import { ListStep } from './steps.tsx'

type ListLine = { readonly id: string; readonly name: Words }

function Told({ findings }: { findings: readonly ListFinding[] }) {
  const t = useText()
  const placeName = usePlaceName()
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '名单与名册不一致的人', en: 'People about whom list and roster differ' })}>
      <table className="plain">
        <thead><tr>
          <th scope="col" className="n">{t({ zh: '行', en: 'Row' })}</th><th scope="col">{t({ zh: '姓名', en: 'Name' })}</th>
          <th scope="col">{t({ zh: '怎么回事', en: 'What' })}</th><th scope="col">{t({ zh: '下一步', en: 'Next step' })}</th>
        </tr></thead>
        <tbody>
          {findings.map((finding, index) => (
            <tr key={index}>
              <td className="n">{finding.row ?? '–'}</td>
              <td>{finding.person ? <><Go to={`/people/${finding.person.id}`}>{finding.name}</Go> <span className="muted">{placeName(finding.person.place)}</span></> : finding.name}</td>
              <td>{t({ zh: finding.reason, en: finding.reason_en })}</td><td><ListStep finding={finding} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Faults({ refusals }: { refusals: ListAnswer['refusals'] }) {
  const t = useText()
  return (
    <div className="refusals" role="alert">
      {refusals.map(({ row, column, value, reason, legal }, index) => (
        <p key={index}><b>{t({ zh: `第 ${row} 行 ${column}`, en: `Row ${row}, ${column}` })}</b> {value}{value === '' ? '' : ' '}{t(reason)}{legal.length > 0 ? t({ zh: ` 可填：${legal.join('、')}`, en: ` Legal: ${legal.join(', ')}` }) : ''}</p>
      ))}
    </div>
  )
}

function Outcome({ answer: { rows_read, counts, findings, refusals } }: { answer: ListAnswer }) {
  const t = useText()
  const bad = new Set(refusals.map(({ row }) => row)).size
  return (
    <div className="stack" role="status">
      <p className="notice">{t({
        zh: `读到 ${rows_read} 行：与名册相符 ${counts.agrees}，不符 ${counts.differs}，名册里没有 ${counts.unknown}，名册上已去世 ${counts.dead}，名单里没有 ${counts.unlisted}，有错 ${bad}。名单没有保存。`,
        en: `${counted(rows_read, 'row')} read: ${counts.agrees} agree, ${counts.differs} differ, ${counts.unknown} not in the roster, ${counts.dead} dead in the roster, ${counts.unlisted} not listed, ${bad} with errors. Nothing of the list is kept.`,
      })}</p>
      {findings.length > 0 ? <Told findings={findings} /> : null}
      {refusals.length > 0 ? <Faults refusals={refusals} /> : null}
    </div>
  )
}

type ChooseProps = {
  readonly lists: readonly ListLine[]; readonly list: string | undefined; readonly file: File | undefined
  readonly choose: (list: string) => void; readonly setFile: (file: File | undefined) => void
}

function Choose({ lists, list, file, choose, setFile }: ChooseProps) {
  const t = useText()
  const id = useId()
  const [error, setError] = useState<unknown>()
  return (
    <>
      <div>
        <label htmlFor={`${id}list`}>{t({ zh: '哪种名单', en: 'Which list' })}</label>
        <Select id={`${id}list`} style={{ width: '100%' }} value={list} onChange={choose} options={lists.map(each => ({ value: each.id, label: t(each.name) }))} placeholder={t({ zh: '请选择', en: 'Choose' })} />
        {list ? <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => { download(`/lists/${list}/template`, `${list}.xlsx`).catch(setError) }}>{t({ zh: '下载模板', en: 'Download the template' })}</Button> : null}
        {error ? <Refusals refusals={refusalsIn(error)} /> : null}
      </div>
      <FileInput
        label={{ zh: '文件（.xlsx、旧版 .xls 或 .csv）', en: 'File (.xlsx, old .xls or .csv)' }} note={{ zh: '列的次序不限，多出来的列不读', en: 'Columns in any order; others are not read' }}
        accept=".xlsx,.xls,.csv" chosen={file ? [file] : []} choose={([chosen]) => setFile(chosen)}
      />
    </>
  )
}

/** Holds a list of another office against the roster: what differs, each with its step; every error of the sheet at once. */
export function ListDialog({ close }: { close: () => void }) {
  const t = useText()
  const asked = useQuery({ queryKey: ['lists'], queryFn: () => get<ListLine[]>('/lists') })
  const [list, setList] = useState<string>()
  const [file, setFile] = useState<File>()
  const [answer, setAnswer] = useState<ListAnswer>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const run = () => {
    if (!list || !file) return
    setBusy(true)
    setError(undefined)
    setAnswer(undefined)
    upload<ListAnswer>(`/lists/${list}`, file).then(setAnswer).catch(setError).finally(() => setBusy(false))
  }
  const fresh = <T,>(set: (value: T) => void) => (value: T) => { setAnswer(undefined); setError(undefined); set(value) }
  return (
    <Modal
      open onCancel={close} width={900} title={t({ zh: '比对名单', en: 'Hold a list against the roster' })}
      footer={[
        <Button key="close" onClick={close}>{t({ zh: '关闭', en: 'Close' })}</Button>,
        <StepButton key="run" type="primary" onClick={run} disabled={!list || !file} busy={busy}>{t({ zh: '比对', en: 'Compare' })}</StepButton>,
      ]}
    >
      <div className="stack">
        <Shown asked={asked}>{lists => <Choose lists={lists} list={list} file={file} choose={fresh(setList)} setFile={fresh(setFile)} />}</Shown>
        {error ? <Refusals refusals={refusalsIn(error)} /> : null}
        {answer ? <Outcome answer={answer} /> : null}
      </div>
    </Modal>
  )
}
