import { yuanGrouped } from '../../base/money.ts'
import { useText, type Words } from '../../ui/language.ts'
import { MOVEMENT_KINDS, MOVEMENTS, type Statement } from '../statements/statements.ts'
import { usePurposeName } from './words.ts'

/** Opening, what moved, closing; kinds of movement of which there was none are left out, receipts and spending apart. */
export function Sums({ statement }: { statement: Statement }) {
  const t = useText()
  const name = usePurposeName()
  const shown: readonly (readonly [Words, number])[] = [
    [{ zh: '期初结余', en: 'Opening' }, statement.opening_fen],
    ...MOVEMENT_KINDS.filter(kind => statement.totals[kind] !== 0 || kind === 'received' || kind === 'spent').map(kind => [MOVEMENTS[kind].name, statement.totals[kind]] as const),
    [{ zh: '期末结余', en: 'Closing' }, statement.closing_fen],
  ]
  return (
    <>
      <dl className="sums">{shown.map(([words, amount]) => <div key={t(words)}><dt>{t(words)}</dt><dd>{yuanGrouped(amount)}<small>{t({ zh: '元', en: 'yuan' })}</small></dd></div>)}</dl>
      {statement.purposes.length > 0 ? (
        <p className="purpose-sums">{statement.purposes.map(({ purpose, spent_fen, returned_fen }) => (
          <span key={purpose}>{t(name(purpose))} <b className="num">{yuanGrouped(spent_fen)}</b>{returned_fen > 0 ? <span className="muted"> {t({ zh: `退回 ${yuanGrouped(returned_fen)}`, en: `${yuanGrouped(returned_fen)} came back` })}</span> : null}</span>
        ))}</p>
      ) : null}
    </>
  )
}
