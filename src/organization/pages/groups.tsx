import { useQuery } from '@tanstack/react-query'
import { counted } from '../../base/english.ts'
import { get } from '../../ui/api.ts'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { useMay } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import type { GroupView } from '../actions.ts'
import { MemberTable } from './members.tsx'
import './organization.css'

function Group({ group }: { group: GroupView }) {
  const t = useText()
  const placeName = usePlaceName()
  const may = useMay('organization.write')
  const latest = group.versions.at(-1)
  return (
    <Card
      title={group.name} note={`${placeName(group.place)} · ${t({ zh: `成员 ${group.members.length} 人`, en: `${counted(group.members.length, 'member')}` })}`}
      more={<span className="card-steps">
        <Go to={`/organization/${group.id}`}>{t({ zh: '历次调整', en: 'Its versions' })}</Go>
        {may ? <Go className="btn" to={`/organization/${group.id}/adjust`}>{t({ zh: '调整', en: 'Adjust' })}</Go> : null}
      </span>}
    >
      {latest ? <p className="muted standing">{t({ zh: `${latest.on} ${latest.kind === 'established' ? '成立' : '调整'}，${latest.document}；已有 ${group.versions.length} 个版本`, en: `${latest.kind === 'established' ? 'Established' : 'Adjusted'} on ${latest.on} by ${latest.document}; ${counted(group.versions.length, 'version')} so far` })}</p> : null}
      <MemberTable members={group.members} />
    </Card>
  )
}

/** The leading groups as they stand today. */
export function GroupsPage() {
  const t = useText()
  const may = useMay('organization.write')
  const asked = useQuery({ queryKey: ['groups'], queryFn: () => get<readonly GroupView[]>('/groups') })
  return (
    <Page title={{ zh: '领导小组', en: 'Leading group' }} actions={may ? <Go className="btn" to="/organization/new">{t({ zh: '新建领导小组', en: 'Establish a group' })}</Go> : null}>
      <Shown asked={asked}>{groups => (groups.length === 0
        ? <Card><Empty words={{ zh: '还没有双拥工作领导小组。', en: 'There is no leading group yet.' }} /></Card>
        : <>{groups.map(group => <Group key={group.id} group={group} />)}</>)}</Shown>
    </Page>
  )
}
