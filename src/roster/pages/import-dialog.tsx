import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Select, Table } from 'antd'
import { lazy, Suspense, useId, useState } from 'react'
import { counted } from '../../base/english.ts'
import { download, get, upload } from '../../ui/api.ts'
import { Go } from '../../ui/go.tsx'
import { FileInput } from '../../ui/inputs/file-input.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { Refusals, refusalsIn, Shown } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import type { DifferentRow } from '../intake/differences.ts'
import { Differences, taken, type Ticked } from './differences.tsx'

const UndoImport = lazy(() => import('./undo-import.tsx').then(module => ({ default: module.UndoImport })))

type FormLine = { readonly id: string; readonly name: Words }
type RowError = { readonly row: number | null; readonly column: string | null; readonly value: unknown; readonly reason: Words; readonly legal?: readonly string[] | string | null }
type Intake = {
  readonly id?: string; readonly form: string; readonly committed: boolean; readonly rows_read: number; readonly accepted: number; readonly refused: number
  readonly errors: readonly RowError[]; readonly failed_rows?: string | null; readonly encoding?: 'utf-8' | 'utf-16' | 'gb18030'; readonly differences: readonly DifferentRow[]
}

function Errors({ errors }: { errors: readonly RowError[] }) {
  const t = useText()
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '全部错误', en: 'All errors' })}>
      <Table<RowError & { key: number }>
        size="small" pagination={errors.length > 100 ? { pageSize: 100 } : false} dataSource={errors.map((error, key) => ({ ...error, key }))}
        columns={[
          { key: 'row', title: t({ zh: '行', en: 'Row' }), render: (_, error) => error.row ?? '–', width: 50 },
          { key: 'column', title: t({ zh: '列', en: 'Column' }), render: (_, error) => error.column ?? '–', width: 120 },
          { key: 'value', title: t({ zh: '填的是', en: 'Value' }), render: (_, error) => <span className="num">{String(error.value ?? '')}</span>, width: 150 },
          { key: 'reason', title: t({ zh: '为什么不行', en: 'Why not' }), render: (_, error) => t(error.reason), width: 220 },
          { key: 'legal', title: t({ zh: '可以填', en: 'Legal values' }), render: (_, error) => (typeof error.legal === 'string' ? error.legal : error.legal?.join(t({ zh: '、', en: ', ' })) ?? '') },
        ]}
      />
    </div>
  )
}

/** The answer names the file of failed rows by its address, with or without the common beginning. */
const apiPath = (url: string): string => url.replace(/^\/api(?=\/)/, '')

/** The way back, where the result stands. */
function Undo({ id, changed }: { id: string; changed: () => void }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <p className="buttons">
      <Button danger onClick={() => setOpen(true)}>{t({ zh: '撤回这次导入', en: 'Take this import back' })}</Button>
      <Go to={`/imports/${id}`}>{t({ zh: '看每一行', en: 'See every row' })}</Go>
      <Suspense fallback={null}>{open ? <UndoImport id={id} close={() => setOpen(false)} changed={changed} /> : null}</Suspense>
    </p>
  )
}

function Outcome({ intake, changed, ticked, setTicked }: { intake: Intake; changed: () => void; ticked: Ticked; setTicked: (ticked: Ticked) => void }) {
  const t = useText()
  // Whoever is told of with old and new needs no second telling that they are there already.
  const different = new Set(intake.differences.map(row => row.row))
  const errors = intake.errors.filter(each => !different.has(each.row ?? 0) || intake.committed)
  const [error, setError] = useState<unknown>()
  const counts = t({ zh: `读到 ${intake.rows_read} 行：可以导入 ${intake.accepted} 行，退回 ${intake.refused - different.size} 行。`, en: `${counted(intake.rows_read, 'row')} read: ${intake.accepted} can go in, ${intake.refused - different.size} refused.` })
  const done = t({ zh: `已导入 ${intake.accepted} 行，${intake.refused} 行没有导入。`, en: `${counted(intake.accepted, 'row is', 'rows are')} in, ${intake.refused} not.` })
  return (
    <div className="stack" role="status">
      <p className="notice">{intake.committed ? done : intake.rows_read === 0 ? t({ zh: '标题下面一行也没有。请填好人员，保存以后再传。', en: 'There is no row below the headings. Fill in the people, save the sheet and upload it again.' }) : `${counts}${t({ zh: '还没有保存。', en: ' Nothing is saved yet.' })}`}
        {intake.encoding === 'gb18030' ? <><br />{t({ zh: '这个文件按 GBK 编码读出；姓名、地名如有乱码，请另存为 .xlsx 再传。', en: 'This file was read as GBK; if names look wrong, save it as .xlsx and upload that.' })}</> : null}
      </p>
      {intake.failed_rows ? (
        <p><Button onClick={() => { download(apiPath(intake.failed_rows!), 'failed.xlsx').catch(setError) }}>{t({ zh: '下载有错的行', en: 'Download the failed rows' })}</Button></p>
      ) : null}
      {error ? <Refusals refusals={refusalsIn(error)} /> : null}
      {intake.committed && intake.id && intake.accepted > 0 ? <Undo id={intake.id} changed={changed} /> : null}
      {intake.differences.length > 0 && !intake.committed ? <Differences rows={intake.differences} ticked={ticked} setTicked={setTicked} /> : null}
      {errors.length > 0 ? <Errors errors={errors} /> : null}
    </div>
  )
}

type ChooseProps = {
  readonly forms: readonly FormLine[]; readonly form: string | undefined; readonly file: File | undefined
  readonly setForm: (form: string) => void; readonly setFile: (file: File | undefined) => void
}

function Choose({ forms, form, file, setForm, setFile }: ChooseProps) {
  const t = useText()
  const id = useId()
  const [error, setError] = useState<unknown>()
  return (
    <>
      <div>
        <label htmlFor={`${id}form`}>{t({ zh: '哪种表', en: 'Which sheet' })}</label>
        <Select id={`${id}form`} virtual={false} style={{ width: '100%' }} value={form} onChange={setForm} options={forms.map(each => ({ value: each.id, label: t(each.name) }))} placeholder={t({ zh: '请选择', en: 'Choose' })} />
        {form ? <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => { download(`/forms/${form}/template`, `${form}.xlsx`).catch(setError) }}>{t({ zh: '下载模板', en: 'Download the template' })}</Button> : null}
        {error ? <Refusals refusals={refusalsIn(error)} /> : null}
      </div>
      <FileInput label={{ zh: '文件（.xlsx、旧版 .xls 或 .csv）', en: 'File (.xlsx, old .xls or .csv)' }} accept=".xlsx,.xls,.csv" chosen={file ? [file] : []} choose={([chosen]) => setFile(chosen)} />
    </>
  )
}

/** Imports an office sheet: preview with every error at once, then the good rows in and the failed rows back as a file. */
export function ImportDialog({ close, changed }: { close: () => void; changed: () => void }) {
  const t = useText()
  const asked = useQuery({ queryKey: ['forms'], queryFn: () => get<FormLine[]>('/forms') })
  const [form, setForm] = useState<string>()
  const [file, setFile] = useState<File>()
  const [intake, setIntake] = useState<Intake>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const [ticked, setTicked] = useState<Ticked>(new Set())
  const take = taken(intake?.differences ?? [], ticked)
  const coming = (intake?.accepted ?? 0) + take.length
  const run = (commit: boolean) => {
    if (!form || !file) return
    setBusy(true)
    setError(undefined)
    upload<Intake>(`/imports/${form}?commit=${commit}`, file, commit ? { take: JSON.stringify(take) } : {})
      .then(answer => { setIntake(answer); if (answer.committed) changed() })
      .catch((caught: unknown) => { setIntake(undefined); setError(caught) })
      .finally(() => setBusy(false))
  }
  const fresh = <T,>(set: (value: T) => void) => (value: T) => { setIntake(undefined); setTicked(new Set()); setError(undefined); set(value) }
  return (
    <Modal
      open onCancel={close} width={860} title={t({ zh: '导入', en: 'Import' })}
      footer={[
        <Button key="close" onClick={close}>{t({ zh: '关闭', en: 'Close' })}</Button>,
        <StepButton key="preview" onClick={() => run(false)} disabled={!form || !file || intake?.committed} busy={busy && !intake}>{t({ zh: '预检', en: 'Check' })}</StepButton>,
        <StepButton key="commit" type="primary" onClick={() => run(true)} disabled={!intake || intake.committed || coming === 0} busy={busy && intake !== undefined}>
          {intake && !intake.committed ? t({ zh: `导入 ${coming} 行`, en: `Import ${counted(coming, 'row')}` }) : t({ zh: '导入', en: 'Import' })}
        </StepButton>,
      ]}
    >
      <div className="stack">
        <Shown asked={asked}>{forms => <Choose forms={forms} form={form} file={file} setForm={fresh(setForm)} setFile={fresh(setFile)} />}</Shown>
        {error ? <Refusals refusals={refusalsIn(error)} /> : null}
        {intake ? <Outcome intake={intake} changed={changed} ticked={ticked} setTicked={setTicked} /> : null}
      </div>
    </Modal>
  )
}
