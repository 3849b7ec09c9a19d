import { useText } from '../../ui/language.ts'
import { MEMBER_ROLE_NAMES, type Member } from '../organization.ts'

/** Who is in the group, by rank. */
export function MemberTable({ members }: { members: readonly Member[] }) {
  const t = useText()
  return (
    <table className="plain members">
      <thead><tr><th scope="col">{t({ zh: '组内职务', en: 'Role' })}</th><th scope="col">{t({ zh: '姓名', en: 'Name' })}</th><th scope="col">{t({ zh: '单位及职务', en: 'Office' })}</th><th scope="col">{t({ zh: '任职自', en: 'Since' })}</th></tr></thead>
      <tbody>{members.map(member => (
        <tr key={member.id}><td>{t(MEMBER_ROLE_NAMES[member.role])}</td><td>{member.name}</td><td lang="zh-CN">{member.office}</td><td className="nowrap num">{member.from}</td></tr>
      ))}</tbody>
    </table>
  )
}
