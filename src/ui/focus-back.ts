/** What antd lays over a page, each in a piece of the body of its own. */
const OVERLAY = '.ant-drawer, .ant-modal-root'

const pieceOf = (element: Element): Element => {
  let piece = element
  while (piece.parentElement !== null && piece.parentElement !== document.body) piece = piece.parentElement
  return piece
}

/**
 * Whoever opened a drawer or a dialog stands there again when it is gone. antd sees to it when it closes one itself; a page that takes an open
 * one away would leave the focus nowhere, and a keyboard at the top of the page.
 * @returns what ends it
 */
export function giveFocusBack(): () => void {
  const openers = new Map<Node, HTMLElement>()
  let last: HTMLElement | undefined
  const moved = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return
    const piece = pieceOf(target)
    if (last && piece !== pieceOf(last) && !openers.has(piece) && piece.querySelector(OVERLAY)) openers.set(piece, last)
    last = target
  }
  const gone = new MutationObserver(changes => {
    for (const piece of changes.flatMap(change => [...change.removedNodes])) {
      const opener = openers.get(piece)
      openers.delete(piece)
      if (opener?.isConnected && document.activeElement === document.body) opener.focus({ preventScroll: true })
    }
  })
  document.addEventListener('focusin', moved)
  gone.observe(document.body, { childList: true })
  return () => { document.removeEventListener('focusin', moved); gone.disconnect() }
}
