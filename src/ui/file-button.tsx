import type { ReactNode } from 'react'
import { download } from './api.ts'
import { Refusals } from './states.tsx'
import { StepButton } from './step-button.tsx'
import { useStep } from './step.ts'

type FileButtonProps = {
  readonly path: string
  /** What it is called where the server does not say. */
  readonly name: string
  readonly primary?: boolean
  readonly size?: 'small'
  readonly children: ReactNode
}

/** Saves a file; what stands against it is said beside the button. */
export function FileButton({ path, name, primary = false, children, ...as }: FileButtonProps) {
  const { busy, refusals, take } = useStep()
  return (
    <>
      <StepButton {...as} type={primary ? 'primary' : 'default'} busy={busy} onClick={() => void take(() => download(path, name))}>{children}</StepButton>
      <Refusals refusals={refusals} />
    </>
  )
}
