import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { get } from '../../../ui/api.ts'
import { useText } from '../../../ui/language.ts'
import { Card } from '../../../ui/page.tsx'
import type { Rows } from '../../../ui/query-table.tsx'
import { Failed } from '../../../ui/states.tsx'
import { ACCOUNT_REASONS, type AccountProposal } from '../accounts.ts'
import { AccountStateTag, tailOf, WarningTags } from './account-parts.tsx'

const AccountDrawer = lazy(() => import('./account-drawer.tsx').then(module => ({ default: module.AccountDrawer })))

/** What was proposed for a person's account, and what came of it; nothing where nothing was. */
export function AccountChanges({ person, changed }: { person: string; changed: () => void }) {
  const t = useText()
  const [chosen, setChosen] = useState<AccountProposal>()
  const asked = useQuery({ queryKey: ['person', person, 'account-proposals'], queryFn: () => get<Rows<AccountProposal>>(`/accounts/proposals?person=${person}`) })
  if (asked.error) return <Failed error={asked.error} retry={() => void asked.refetch()} />
  if (!asked.data || asked.data.rows.length === 0) return null
  return (
    <Card title={{ zh: '账户变更', en: 'Changes of the account' }}>
      <ul className="account-changes">
        {asked.data.rows.map(proposal => (
          <li key={proposal.id}>
            <AccountStateTag state={proposal.state} />
            <span>
              <button type="button" className="link num" onClick={() => setChosen(proposal)}>{tailOf(proposal.after.account ?? '')}</button> {t(ACCOUNT_REASONS[proposal.reason])}
              {proposal.state === 'open' ? <> <WarningTags warnings={proposal.warnings} /></> : null}
              <small>{t({ zh: `${proposal.proposed_at.slice(0, 10)} ${proposal.proposed_by_name} 提出`, en: `${proposal.proposed_at.slice(0, 10)} proposed by ${proposal.proposed_by_name}` })}{proposal.decided_by_name ? t({ zh: ` · ${proposal.decided_by_name} 决定`, en: ` · answered by ${proposal.decided_by_name}` }) : ''}</small>
            </span>
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>{chosen ? <AccountDrawer proposal={chosen} close={() => setChosen(undefined)} changed={changed} /> : null}</Suspense>
    </Card>
  )
}
