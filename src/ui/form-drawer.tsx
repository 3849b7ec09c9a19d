import { Button, Drawer } from 'antd'
import type { ComponentProps, ReactNode } from 'react'
import type { z } from 'zod'
import { SchemaForm } from './form.tsx'
import { useText, type Words } from './language.ts'
import { StepButton } from './step-button.tsx'
import './form-drawer.css'

type FormDrawerProps<Schema extends z.ZodType> = Omit<ComponentProps<typeof SchemaForm<Schema>>, 'footer'> & {
  readonly title: Words
  readonly open: boolean
  readonly close: () => void
  /** What must be known before it is saved: it stands above the buttons. */
  readonly note?: ReactNode
}

/** A form at the side of the page it belongs to; it closes when the server has taken it. */
export function FormDrawer<Schema extends z.ZodType>({ title, open, close, note, submit, ...form }: FormDrawerProps<Schema>) {
  const t = useText()
  return (
    <Drawer title={t(title)} open={open} onClose={close} size={460} destroyOnHidden>
      <SchemaForm<Schema>
        {...form}
        submit={async value => { await submit(value); close() }}
        footer={busy => <>
          {note ? <div className="form-note">{note}</div> : null}
          <span className="form-foot">
            <StepButton type="primary" htmlType="submit" busy={busy}>{t({ zh: '保存', en: 'Save' })}</StepButton>
            <Button onClick={close}>{t({ zh: '取消', en: 'Cancel' })}</Button>
          </span>
        </>}
      />
    </Drawer>
  )
}
