import { yuanGrouped } from '../../base/money.ts'
import { useText, type Words } from '../../ui/language.ts'
import { MOVEMENT_KINDS, MOVEMENTS, type Movement, type MovementKind, type Statement } from '../statements/statements.ts'
import { usePurposeName } from './words.ts'

/** The figure whose rows are looked at: of a kind, or of spending on a purpose. */
export type Opened = { readonly kind: MovementKind; readonly purpose?: string }

export const isOf = ({ kind, purpose }: Movement, opened: Opened): boolean =>
  (opened.purpose === undefined ? kind === opened.kind : purpose === opened.purpose)

type SumsProps = { readonly statement: Statement; readonly opened?: Opened | undefined; readonly open?: (opened: Opened | undefined) => void }

function Amount({ amount, figure, opened, open }: Omit<SumsProps, 'statement'> & { amount: number; figure: Opened | undefined }) {
  const text = yuanGrouped(amount)
  if (!open || !figure || amount === 0) return <>{text}</>
  const isOpen = opened?.kind === figure.kind && opened.purpose === figure.purpose
  return <button type="button" className="link" aria-pressed={isOpen} onClick={() => open(isOpen ? undefined : figure)}>{text}</button>
}

/** Opening, what moved, closing; kinds of movement of which there was none are left out, receipts and spending apart. A figure opens its rows where there are any. */
export function Sums({ statement, ...opening }: SumsProps) {
  const t = useText()
  const name = usePurposeName()
  const { opening_fen, closing_fen, totals, purposes } = statement
  const moved = MOVEMENT_KINDS.filter(kind => totals[kind] !== 0 || kind === 'received' || kind === 'spent')
  const shown: readonly (readonly [Words, number, Opened?])[] = [
    [{ zh: '期初结余', en: 'Opening' }, opening_fen], ...moved.map(kind => [MOVEMENTS[kind].name, totals[kind], { kind }] as const), [{ zh: '期末结余', en: 'Closing' }, closing_fen],
  ]
  return (
    <>
      <dl className="sums">{shown.map(([words, amount, figure]) => (
        <div key={t(words)}><dt>{t(words)}</dt><dd><Amount amount={amount} figure={figure} {...opening} /><small>{t({ zh: '元', en: 'yuan' })}</small></dd></div>
      ))}</dl>
      {purposes.length > 0 ? (
        <p className="purpose-sums">{purposes.map(({ purpose, spent_fen, returned_fen }) => (
          <span key={purpose}>
            {t(name(purpose))} <b className="num"><Amount amount={spent_fen} figure={{ kind: 'spent', purpose }} {...opening} /></b>
            {returned_fen > 0 ? <span className="muted"> {t({ zh: `退回 ${yuanGrouped(returned_fen)}`, en: `${yuanGrouped(returned_fen)} came back` })}</span> : null}
          </span>
        ))}</p>
      ) : null}
    </>
  )
}
