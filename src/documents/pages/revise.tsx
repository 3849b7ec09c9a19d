import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Form, Input, Select, type GetRef } from 'antd'
import { useRef, useState } from 'react'
import type { FigureValue } from '../../figures/figures.ts'
import { send } from '../../ui/api.ts'
import { useText } from '../../ui/language.ts'
import { Refusals, refusalsIn } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import type { Refusal } from '../../base/result.ts'
import type { DocumentView } from '../documents.ts'
import type { Paragraph } from '../revisions/revisions.ts'
import { numberOnPaper } from '../render.ts'
import { partsOf } from '../template.ts'
import { readable, withIds } from './tokens.ts'
import { valueWords } from './values.ts'

type ReviseProps = { readonly view: DocumentView; readonly paragraph: Paragraph; readonly figures: readonly FigureValue[]; readonly close: () => void }

const unknownNames = (names: readonly string[]): Refusal => ({
  code: 'invalid', place: 'text', value: names,
  message: { zh: `没有叫这些名字的口径：${names.join('、')}。`, en: `There are no figures of these names: ${names.join(', ')}.` },
  next: { zh: '请用“插入数字”选。', en: 'Choose one by “Insert a figure”.' },
})

/** How the words will stand on the paper today. */
function Preview({ text, view, figures }: { text: string } & Pick<ReviseProps, 'view' | 'figures'>) {
  const values = new Map(figures.map(figure => [figure.id, figure]))
  const words = { 'place': view.place_name, 'year': String(view.year), 'next-year': String(view.year + 1) }
  return (
    <div className="a4 preview" lang="zh-CN">
      {text.split('\n').map((line, index) => (
        <p key={index}>{partsOf(line).map((part, at) => {
          if ('text' in part) return part.text
          if ('word' in part) return words[part.word]
          const figure = values.get(part.figure)
          return <b key={at}>{figure ? numberOnPaper(figure) : `{${part.figure}}`}</b>
        })}</p>
      ))}
    </div>
  )
}

/** One paragraph in other words, its numbers still the figures'. */
export function Revise({ view, paragraph, figures, close }: ReviseProps) {
  const t = useText()
  const client = useQueryClient()
  const area = useRef<GetRef<typeof Input.TextArea>>(null)
  const [shown, setShown] = useState(() => readable(paragraph.text, figures))
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { text, unknown } = withIds(shown, figures)
  const path = `/documents/annual/revisions?year=${view.year}&place=${view.place}`
  const act = async (write: () => Promise<unknown>) => {
    setBusy(true)
    setRefusals([])
    try {
      await write()
      close()
    } catch (error) {
      setRefusals(refusalsIn(error))
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: ['annual'] })
    }
  }
  const save = () => (unknown.length > 0 ? setRefusals([unknownNames(unknown)])
    : void act(() => send('PUT', path, { source: paragraph.source, text, version: paragraph.revision?.version ?? 0 })))
  const insert = (id: string) => {
    const at = area.current?.resizableTextArea?.textArea.selectionStart ?? shown.length
    setShown(`${shown.slice(0, at)}${readable(`{${id}}`, figures)}${shown.slice(at)}`)
  }
  const recorded = figures.filter(figure => figure.value > 0)
  return (
    <Drawer
      open title={t({ zh: '改这一段', en: 'Reword this paragraph' })} onClose={close} size={560} mask={{ closable: false }}
      footer={<span className="buttons">
        <StepButton type="primary" busy={busy} onClick={save}>{t({ zh: '保存', en: 'Save' })}</StepButton>
        <Button onClick={close}>{t({ zh: '取消', en: 'Cancel' })}</Button>
        {paragraph.revision ? <Button disabled={busy} onClick={() => void act(() => send('DELETE', path, { source: paragraph.source, version: paragraph.revision!.version }))}>{t({ zh: '恢复原文', en: 'Its own words back' })}</Button> : null}
      </span>}
    >
      <Form layout="vertical" disabled={busy}>
        <Refusals refusals={refusals} />
        <Form.Item
          label={t({ zh: '文字', en: 'Words' })} htmlFor="revision-text"
          extra={t({ zh: '【】里是口径：数字随记录变化，打开是记录。正文里不直接写数字；另起一行是另一段。', en: 'What stands in 【】 is a figure: its number follows the records. No number is typed; a new line is a new paragraph.' })}
        >
          <Input.TextArea id="revision-text" ref={area} value={shown} onChange={event => setShown(event.target.value)} autoSize={{ minRows: 6, maxRows: 18 }} lang="zh-CN" />
        </Form.Item>
        <Form.Item label={t({ zh: '插入数字', en: 'Insert a figure' })} htmlFor="revision-figure">
          <Select<string>
            id="revision-figure" showSearch={{ optionFilterProp: 'label' }} value={null as never} placeholder={t({ zh: '按名字找本年有记录的口径', en: 'Find a figure that has records this year' })} onChange={insert}
            options={[
              { value: 'year', label: t({ zh: `本年（${view.year}）`, en: `This year (${view.year})` }) }, { value: 'next-year', label: t({ zh: `下年（${view.year + 1}）`, en: `Next year (${view.year + 1})` }) },
              ...recorded.map(figure => ({ value: figure.id, label: `${t(figure.name)}：${t(valueWords(figure.value, figure.unit))}` })),
            ]}
          />
        </Form.Item>
      </Form>
      <h3>{t({ zh: '印出来是', en: 'On the paper' })}</h3>
      <Preview text={text} view={view} figures={figures} />
      {paragraph.revision ? <p className="muted">{t({ zh: `${paragraph.revision.revised_by} ${paragraph.revision.revised_at} 改过。底稿原文：`, en: `Reworded by ${paragraph.revision.revised_by} on ${paragraph.revision.revised_at}. The template’s own words:` })}<span lang="zh-CN">{readable(paragraph.source, figures)}</span></p> : null}
    </Drawer>
  )
}
