import { Button, type ButtonProps } from 'antd'

type StepButtonProps = Omit<ButtonProps, 'loading'> & { readonly busy: boolean }

/** A button that asks something of the server: while that is under way it takes no second press, and says so to whoever cannot see it turning. */
export const StepButton = ({ busy, ...button }: StepButtonProps) => <Button {...button} loading={busy} {...(busy ? { 'aria-disabled': true } : {})} />
