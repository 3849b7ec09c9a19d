import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Go } from '../../../ui/go.tsx'
import { useText } from '../../../ui/language.ts'
import { Page, Tag } from '../../../ui/page.tsx'
import { usePlaceName } from '../../../ui/places.ts'
import { QueryTable, type Column } from '../../../ui/query-table.tsx'
import type { Filter } from '../../../ui/search-form.tsx'
import { useMay, useMe } from '../../../ui/session.ts'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { PROPOSAL_STATES } from '../../confirmation/suspension/suspension.ts'
import { ACCOUNT_REASONS, ACCOUNT_STATES, type AccountProposal } from '../accounts.ts'
import { AccountCell, AccountStateTag, WarningTags } from './account-parts.tsx'

const AccountDrawer = lazy(() => import('./account-drawer.tsx').then(module => ({ default: module.AccountDrawer })))

const FILTERS: readonly Filter[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'name', label: { zh: '姓名', en: 'Name' }, kind: 'text' },
  { name: 'state', label: { zh: '情况', en: 'State' }, kind: 'choice', choices: ACCOUNT_STATES.map(value => ({ value, label: PROPOSAL_STATES[value] })) },
]

function useAccountColumns(open: (proposal: AccountProposal) => void): readonly [Column<AccountProposal>, ...Column<AccountProposal>[]] {
  const t = useText()
  const placeName = usePlaceName()
  const narrow = useNarrow()
  const { account } = useMe()
  const mayDecide = useMay('roster.account-decide')
  const isMine = (line: AccountProposal) => mayDecide && line.state === 'open' && line.proposed_by !== account
  return [
    { id: 'name', title: { zh: '姓名', en: 'Name' }, show: line => <Go to={`/people/${line.person}`}>{line.name}</Go>, width: 90 },
    { id: 'state', title: { zh: '情况', en: 'State' }, card: 'corner', show: line => <AccountStateTag state={line.state} />, width: 90 },
    { id: 'place', title: { zh: '村、社区', en: 'Village' }, show: line => placeName(line.place), width: 100 },
    { id: 'reason', title: { zh: '原因', en: 'Why' }, show: line => <Tag wrap>{t(ACCOUNT_REASONS[line.reason])}</Tag>, width: 110 },
    { id: 'before', title: { zh: '原账户', en: 'Old account' }, show: line => <AccountCell view={line.before} /> },
    { id: 'after', title: { zh: '新账户', en: 'New account' }, show: line => <AccountCell view={line.after} /> },
    { id: 'warnings', title: { zh: '提示', en: 'Warnings' }, show: line => (line.state === 'open' && line.warnings.length > 0 ? <WarningTags warnings={line.warnings} /> : '–'), width: 110 },
    { id: 'proposed', title: { zh: '提出', en: 'Proposed' }, show: line => <>{line.proposed_by_name} <span className="muted nowrap">{line.proposed_at.slice(0, 10)}</span></>, width: 110 },
    {
      id: 'step', title: { zh: '办理', en: 'Action' }, card: 'corner', width: 90,
      show: line => <Button size={narrow ? 'middle' : 'small'} type={isMine(line) ? 'primary' : 'default'} onClick={() => open(line)}>{t(isMine(line) ? { zh: '核对', en: 'Check' } : { zh: '查看', en: 'Look' })}<span className="hidden"> {line.name}</span></Button>,
    },
  ]
}

/** Accounts that are to change: those that wait first, old and new side by side. */
export function AccountsPage() {
  const t = useText()
  const client = useQueryClient()
  const [line, setLine] = useState<AccountProposal>()
  const columns = useAccountColumns(setLine)
  const changed = () => void Promise.all([client.invalidateQueries({ queryKey: ['account-proposals'] }), client.invalidateQueries({ queryKey: ['person', line?.person] })])
  return (
    <Page title={{ zh: '账户变更', en: 'Changes of accounts' }} note={t({ zh: '在人员卡片上附佐证提出，由另一位同志决定', en: 'Proposed with proof on a person’s card, decided by another person' })}>
      <QueryTable<AccountProposal>
        id="account-proposals" label={{ zh: '账户变更', en: 'Changes of accounts' }} path="/accounts/proposals" filters={FILTERS} columns={columns} rowKey={each => each.id}
        empty={{ zh: '没有账户变更。', en: 'No account is to change.' }}
      />
      <Suspense fallback={null}>{line ? <AccountDrawer proposal={line} close={() => setLine(undefined)} changed={changed} /> : null}</Suspense>
    </Page>
  )
}
