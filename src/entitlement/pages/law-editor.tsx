import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Page, Tag, type Tone } from '../../ui/page.tsx'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import type { Filter } from '../../ui/search-form.tsx'
import { useMay } from '../../ui/session.ts'
import { PROPOSAL_STATES, PROPOSAL_STATE_NAMES, type ProposalLine, type ProposalState } from '../proposals/proposals.ts'

const TONES: Readonly<Record<ProposalState, Tone>> = { draft: 'plain', proposed: 'warn', approved: 'ok', rejected: 'late', withdrawn: 'plain' }

export function ProposalTag({ state }: { state: ProposalState }) {
  const t = useText()
  return <Tag tone={TONES[state]}>{t(PROPOSAL_STATE_NAMES[state])}</Tag>
}

const FILTERS: readonly Filter[] = [
  { name: 'state', label: { zh: '状态', en: 'State' }, kind: 'choice', choices: PROPOSAL_STATES.map(value => ({ value, label: PROPOSAL_STATE_NAMES[value] })) },
]

const COLUMNS: readonly [Column<ProposalLine>, ...Column<ProposalLine>[]] = [
  { id: 'title', title: { zh: '名称', en: 'Title' }, show: one => <Go to={`/law/proposals/${one.id}`}>{one.title}</Go> },
  { id: 'state', title: { zh: '状态', en: 'State' }, card: 'corner', show: one => <ProposalTag state={one.state} />, width: 110 },
  { id: 'prepared_by', title: { zh: '录入', en: 'Entered by' }, show: one => `${one.prepared_by} ${one.prepared_at.slice(0, 10)}`, width: 190 },
  { id: 'decided_by', title: { zh: '批准或退回', en: 'Decided by' }, show: one => (one.decided_by ? `${one.decided_by} ${one.decided_at?.slice(0, 10)}` : '–'), width: 190 },
  { id: 'reason', title: { zh: '理由', en: 'Reason' }, show: one => one.reason, extra: true },
]

/** What the county enters into the law: rates, yearly figures and rules of its own, each by two people. */
export function LawProposalsPage() {
  const t = useText()
  const mayPropose = useMay('law.propose')
  return (
    <Page
      title={{ zh: '县里录入的标准', en: 'Rates that the county entered' }} note={<Go to="/law">{t({ zh: '政策', en: 'Law' })}</Go>}
      actions={mayPropose ? <Go to="/law/proposals/new" className="btn go">{t({ zh: '录入一份文件', en: 'Enter a notice' })}</Go> : null}
    >
      <QueryTable<ProposalLine>
        id="law-proposals" label={{ zh: '录入的标准', en: 'Entered rates' }} path="/law/proposals" filters={FILTERS} columns={COLUMNS} rowKey={one => one.id}
        empty={{ zh: '还没有录入过。收到县里的文件后，在这里录入，另一人批准后生效。', en: 'Nothing was entered yet. When a notice of the county comes, enter it here; it holds when another person has approved it.' }}
      />
    </Page>
  )
}
