import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { counted, inSentence } from '../../../base/english.ts'
import type { Text } from '../../../base/result.ts'
import { send, sendForFile } from '../../../ui/api.ts'
import { useText } from '../../../ui/language.ts'
import { Masked, ReasonDialog } from '../../../ui/masked.tsx'
import { Tag, type Tone } from '../../../ui/page.tsx'
import { useMay } from '../../../ui/session.ts'
import { PROPOSAL_STATES } from '../../confirmation/suspension/suspension.ts'
import { ACCOUNT_RELATIONS, WARNING_NAMES, type AccountProposal, type AccountState, type AccountView, type AccountWarning } from '../accounts.ts'
import './accounts.css'

const TONES: Readonly<Record<AccountState, Tone>> = { open: 'late', decided: 'ok', declined: 'plain', withdrawn: 'plain' }
const DECIDED: Text = { zh: '已变更', en: 'Changed' }

export function AccountStateTag({ state }: { state: AccountState }) {
  const t = useText()
  return <Tag tone={TONES[state]}>{t(state === 'decided' ? DECIDED : PROPOSAL_STATES[state])}</Tag>
}

const toneOf = ({ code }: AccountWarning): Tone => (code === 'many-payees' ? 'late' : 'warn')

/** What stands out, in a word each. */
export function WarningTags({ warnings }: { warnings: readonly AccountWarning[] }) {
  const t = useText()
  return <span className="tags">{warnings.map(warning => <Tag key={warning.code} tone={toneOf(warning)}>{t(WARNING_NAMES[warning.code])}</Tag>)}</span>
}

/** What stands out, in whole sentences. */
export function Warnings({ warnings }: { warnings: readonly AccountWarning[] }) {
  const t = useText()
  if (warnings.length === 0) return null
  return <ul className="warnings">{warnings.map(warning => <li key={warning.code} className={toneOf(warning)}>{t(warning.message)}</li>)}</ul>
}

/** Side by side the last four digits tell accounts apart; a row of stars only takes their place. */
export const tailOf = (account: string): string => account.replace(/^\*+/, '**** ')

/** An account in a cell of a list. */
export function AccountCell({ view }: { view: AccountView }) {
  const t = useText()
  if (view.account === null) return <span className="muted">{t({ zh: '没有账户', en: 'No account' })}</span>
  const relation = view.account_relation === 'self' ? '' : t({ zh: `（${ACCOUNT_RELATIONS[view.account_relation].zh}）`, en: ` (${inSentence(ACCOUNT_RELATIONS[view.account_relation].en)})` })
  return <><span className="num nowrap">{tailOf(view.account)}</span><br /><span className="muted">{view.bank_name} <span className="nowrap">{view.account_holder}</span>{relation}</span></>
}

const LABELS = {
  account: { zh: '账号', en: 'Account' }, bank_name: { zh: '开户行', en: 'Bank' }, account_holder: { zh: '户名', en: 'Holder' }, account_relation: { zh: '关系', en: 'Relation' },
} as const satisfies Record<keyof AccountView, Text>
const PARTS = Object.keys(LABELS) as (keyof AccountView)[] // the keys are the view's

/** Old and new side by side; what changes is marked. Whoever may see numbers can hold the new one against its proof. */
export function Comparison({ proposal: { id, before, after } }: { proposal: AccountProposal }) {
  const t = useText()
  const mayReveal = useMay('roster.reveal')
  const shown = (view: AccountView, part: keyof AccountView): string => {
    if (view.account === null) return '–'
    if (part === 'account') return tailOf(view.account)
    return part === 'account_relation' ? t(ACCOUNT_RELATIONS[view.account_relation]) : view[part] ?? '–'
  }
  const reveal = mayReveal ? async (reason: string) => (await send<{ value: string }>('POST', `/accounts/proposals/${id}/reveal`, { reason })).value : undefined
  return (
    <table className="plain compared">
      <thead><tr><th scope="col"><span className="hidden">{t({ zh: '项目', en: 'Part' })}</span></th><th scope="col">{t({ zh: '原账户', en: 'Old' })}</th><th scope="col">{t({ zh: '新账户', en: 'New' })}</th></tr></thead>
      <tbody>
        {PARTS.map(part => (
          <tr key={part} className={before[part] === after[part] ? '' : 'changed'}>
            <th scope="row">{t(LABELS[part])}</th>
            <td className={part === 'account' ? 'num nowrap' : ''}>{shown(before, part)}</td>
            <td>{part === 'account' ? <Masked label={LABELS.account} value={shown(after, part)} reveal={reveal} /> : shown(after, part)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Opened = { readonly id: string; readonly title: string; readonly is_picture: boolean; readonly url: string }

/** The proof shows numbers whole: it opens for a reason, and each look stands in the journal. Pictures as they are, other files to save. */
export function Proof({ proposal: { id, evidence } }: { proposal: AccountProposal }) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const [opened, setOpened] = useState<readonly Opened[]>()
  useEffect(() => () => opened?.forEach(({ url }) => URL.revokeObjectURL(url)), [opened])
  const open = async (reason: string) => {
    const blobs = await Promise.all(evidence.map(each => sendForFile(`/accounts/proposals/${id}/proof/${each.id}`, { reason })))
    setOpened(evidence.map((each, index) => ({ id: each.id, title: each.title, is_picture: each.media_type.startsWith('image/'), url: URL.createObjectURL(blobs[index]!) })))
  }
  if (opened === undefined) {
    return (
      <div className="proof">
        <span>{t({ zh: `${evidence.length} 份，上面有完整的账号。`, en: `${counted(evidence.length, 'file')} showing the whole number.` })}</span>
        <div><Button onClick={() => setAsking(true)}>{t({ zh: '查看佐证', en: 'Show the proof' })}</Button></div>
        {asking ? <ReasonDialog title={{ zh: '查看佐证', en: 'Show the proof' }} close={() => setAsking(false)} ask={open} /> : null}
      </div>
    )
  }
  return (
    <ul className="proof">
      {opened.map(({ id: file, title, is_picture, url }) => (
        <li key={file}>
          {is_picture ? <img src={url} alt={title} /> : <a href={url} download={title}>{title}{t({ zh: '（下载）', en: ' (download)' })}</a>}
        </li>
      ))}
    </ul>
  )
}
