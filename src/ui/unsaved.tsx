import { useBlocker } from '@tanstack/react-router'
import { useEffect } from 'react'
import { onWritten } from './api.ts'
import { currentLanguage } from './language.ts'

/** Forms in which somebody has typed what the server does not have, and those that it has just taken. */
const typed = new Set<HTMLFormElement>()
const taken = new Set<HTMLFormElement>()

/** The form that an element belongs to; search forms hold nothing to lose. */
const formOf = (element: unknown): HTMLFormElement | null => (element instanceof Element ? element.closest<HTMLFormElement>('form.ant-form') : null)

const open = (): readonly HTMLFormElement[] => {
  for (const forms of [typed, taken]) for (const form of forms) if (!form.isConnected) forms.delete(form)
  return [...typed]
}

/** Asks before what was typed is lost: everywhere, or in a part of the page. Nothing typed, nothing asked. */
export function mayLeave(within: Node = document): boolean {
  const lost = open().filter(form => within.contains(form))
  if (lost.length === 0) return true
  const words = currentLanguage() === 'zh' ? '填的内容还没有保存，离开就没有了。确定离开吗？' : 'What you typed is not saved and will be lost. Leave all the same?'
  if (!confirm(words)) return false
  for (const form of lost) typed.delete(form)
  return true
}

/** What closes a drawer or a dialog without a word: its cross, the page beside it, Escape. Cancel is said on purpose. */
const CLOSERS = '.ant-drawer-mask, .ant-drawer-close, .ant-modal-close'
const overOf = (element: unknown): Element | null => (element instanceof Element ? element.closest('.ant-drawer, .ant-modal-root') : null)

function stays(event: Event, over: Element | null): void {
  if (over === null || mayLeave(over)) return
  event.preventDefault()
  event.stopImmediatePropagation()
}

const onInput = (event: Event): void => {
  const form = formOf(event.target)
  // Typing in a list of choices only looks for one.
  if (form && !(event.target instanceof HTMLInputElement && event.target.getAttribute('role') === 'combobox')) typed.add(form)
}

const onClick = (event: Event): void => {
  if (!(event.target instanceof Element)) return
  // A choice is made outside its form, while the form's field keeps the focus.
  const form = event.target.closest('.ant-select-item-option') ? formOf(document.activeElement) : null
  if (form) typed.add(form)
  if (event.target.closest(CLOSERS) || event.target.matches('.ant-modal-wrap')) stays(event, overOf(event.target))
}

const onKey = (event: KeyboardEvent): void => {
  if (event.key !== 'Escape' || event.isComposing || document.activeElement?.getAttribute('aria-expanded') === 'true') return
  stays(event, overOf(document.activeElement))
}

/** A write that succeeded took what was typed with it; the form that goes on and is refused then has it still. */
function onAnswer(isTaken: boolean): void {
  const [from, to] = isTaken ? [typed, taken] : [taken, typed]
  for (const form of from) {
    from.delete(form)
    to.add(form)
  }
}

function watchForms(): () => void {
  const ended = onWritten(onAnswer)
  document.addEventListener('input', onInput, true)
  document.addEventListener('click', onClick, true)
  document.addEventListener('keydown', onKey, true)
  return () => {
    ended()
    document.removeEventListener('input', onInput, true)
    document.removeEventListener('click', onClick, true)
    document.removeEventListener('keydown', onKey, true)
  }
}

/** The browser's back button, a link, a reload or a stray click do not take a half-filled form away unasked. Nothing of it is kept on the device. */
export function Unsaved() {
  useEffect(watchForms, [])
  useBlocker({
    // A page that only writes into its own address goes on; going back may take a drawer away even there.
    shouldBlockFn: ({ current, next, action }) => (action === 'BACK' || action === 'FORWARD' || action === 'GO' || current.pathname !== next.pathname) && !mayLeave(),
    enableBeforeUnload: () => open().length > 0,
  })
  return null
}
