import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { counted } from '../../base/english.ts'
import type { Text } from '../../base/result.ts'
import { get } from '../../ui/api.ts'
import { Chinese } from '../../ui/chinese.tsx'
import { Go, usePart, useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag, type Tone } from '../../ui/page.tsx'
import { useMay } from '../../ui/session.ts'
import { Shown } from '../../ui/states.tsx'
import type { GroupView } from '../actions.ts'
import { changesBetween, MEMBER_ROLE_NAMES, membersOn, type Member, type MemberChange } from '../organization.ts'
import './organization.css'

export const loadGroup = (id: string) => get<GroupView>(`/groups/${encodeURIComponent(id)}`)

const CHANGES: Readonly<Record<MemberChange['change'], { readonly tone: Tone; readonly words: Text }>> = {
  joined: { tone: 'ok', words: { zh: '新进', en: 'Joined' } }, left: { tone: 'late', words: { zh: '退出', en: 'Left' } },
  changed: { tone: 'warn', words: { zh: '职务变了', en: 'Changed' } }, same: { tone: 'plain', words: { zh: '未动', en: 'Same' } },
}

type Version = GroupView['versions'][number]

function VersionSelect({ label, versions, value, choose }: { label: Text; versions: readonly Version[]; value: string; choose: (id: string) => void }) {
  const t = useText()
  const id = useId()
  return (
    <span>
      <label htmlFor={id}>{t(label)}</label>
      <select id={id} className="field" value={value} onChange={event => choose(event.target.value)}>
        {versions.map(version => <option key={version.id} value={version.id}>{version.on} {version.document}</option>)}
      </select>
    </span>
  )
}

function Side({ member, change }: { member: Member | null; change: MemberChange['change'] }) {
  const t = useText()
  if (member === null) return <td className="none">–</td>
  return <td className={change}><b>{member.name}</b> <span className="nowrap">{t(MEMBER_ROLE_NAMES[member.role])}</span><br /><span className="muted" lang="zh-CN">{member.office}</span></td>
}

/** Two versions side by side; what differs is marked in words and colour. */
function Difference({ group }: { group: GroupView }) {
  const t = useText()
  const words = useSearchWords()
  const setSearch = useSetSearch()
  const { versions } = group
  const find = (id: string | undefined) => versions.find(version => version.id === id)
  const [now, before] = [find(words['now']) ?? versions.at(-1)!, find(words['before']) ?? versions.at(-2) ?? versions[0]!] // a group is established by its first version
  const rows = changesBetween(membersOn(group.members, before.on), membersOn(group.members, now.on))
  const count = (change: MemberChange['change']) => rows.filter(row => row.change === change).length
  const choose = (which: 'before' | 'now') => (id: string) => setSearch({ [which]: id }, { stay: true, replace: true })
  return (
    <Card title={{ zh: '两次对比', en: 'Two versions side by side' }} note={t({ zh: `新进 ${count('joined')} 人，退出 ${count('left')} 人，职务变了 ${count('changed')} 人`, en: `${count('joined')} joined, ${count('left')} left, ${count('changed')} changed office` })}>
      <div className="version-choice">
        <VersionSelect label={{ zh: '先前', en: 'Earlier' }} versions={versions} value={before.id} choose={choose('before')} />
        <VersionSelect label={{ zh: '后来', en: 'Later' }} versions={versions} value={now.id} choose={choose('now')} />
      </div>
      <table className="plain versions">
        <thead><tr><th scope="col">{t({ zh: '变化', en: 'Change' })}</th><th scope="col">{before.on}</th><th scope="col">{now.on}</th></tr></thead>
        <tbody>{rows.map(row => (
          <tr key={row.name + row.change}><td><Tag tone={CHANGES[row.change].tone}>{t(CHANGES[row.change].words)}</Tag></td><Side member={row.before} change={row.change} /><Side member={row.now} change={row.change} /></tr>
        ))}</tbody>
      </table>
    </Card>
  )
}

function Versions({ group }: { group: GroupView }) {
  const t = useText()
  return (
    <Card title={{ zh: '历次', en: 'Versions' }}>
      <ol className="history">{group.versions.toReversed().map(version => (
        <li key={version.id}>
          <span className="num nowrap">{version.on}</span>
          <span><b>{t(version.kind === 'established' ? { zh: '成立', en: 'Established' } : { zh: '调整', en: 'Adjusted' })}</b> <Chinese>{version.document}</Chinese>{version.reason ? <small className="muted">{version.reason}</small> : null}</span>
          <span className="num">{t({ zh: `${membersOn(group.members, version.on).length} 人`, en: `${counted(membersOn(group.members, version.on).length, 'member')}` })}</span>
        </li>
      ))}</ol>
    </Card>
  )
}

/** One group through time. */
export function GroupPage() {
  const t = useText()
  const id = usePart(2)
  const may = useMay('organization.write')
  const asked = useQuery({ queryKey: ['groups', id], queryFn: () => loadGroup(id) })
  return (
    <Page
      title={asked.data?.name ?? { zh: '领导小组', en: 'Leading group' }} note={<Go to="/organization">{t({ zh: '全部领导小组', en: 'All groups' })}</Go>}
      actions={may ? <Go className="btn" to={`/organization/${id}/adjust`}>{t({ zh: '调整', en: 'Adjust' })}</Go> : null}
    >
      <Shown asked={asked}>{group => <div className="cols c21"><Versions group={group} /><Difference group={group} /></div>}</Shown>
    </Page>
  )
}
