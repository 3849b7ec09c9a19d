import { counted } from '../../base/english.ts'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import type { SendOutcome } from '../sending/actions.ts'
import { WAITING_NAMES, yuanWords } from './words.ts'

/** What went to the bank, and what stayed behind and why. */
export function SentNotice({ outcome: { sent, amount_fen, waiting } }: { outcome: SendOutcome }) {
  const t = useText()
  return (
    <div className="notice" role="status">
      <p>{t({ zh: `${sent} 笔、${yuanWords(amount_fen).zh}已编好流水号，请导出代发文件交给银行。`, en: `${counted(sent, 'line')}, ${yuanWords(amount_fen).en}, have their serials; take the bank file to the bank.` })}</p>
      {waiting.length > 0 ? (
        <>
          <p>{t({ zh: `${waiting.length} 笔留下没有送：`, en: `${waiting.length} stayed behind:` })}</p>
          <ul>{waiting.slice(0, 10).map(({ line, name, reason }) => <li key={line}>{name} · {t(WAITING_NAMES[reason])}</li>)}</ul>
          <p><Go to="/failures">{t({ zh: '到退票里办理', en: 'See to them among the failures' })}</Go></p>
        </>
      ) : null}
    </div>
  )
}
