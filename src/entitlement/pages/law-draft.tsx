import { useQuery } from '@tanstack/react-query'
import { usePart } from '../../ui/go.tsx'
import { Shown } from '../../ui/states.tsx'
import { EnterLaw } from './law-enter.tsx'
import { proposalQuery } from './law-proposal.tsx'

/** Goes on with a draft that was put aside. */
export function LawDraftPage() {
  const asked = useQuery(proposalQuery(usePart(3)))
  return <Shown asked={asked}>{proposal => <EnterLaw draft={proposal} />}</Shown>
}
