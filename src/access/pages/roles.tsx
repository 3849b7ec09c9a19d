import { useState } from 'react'
import { ROLES, type Role } from '../../base/actor.ts'
import { useText } from '../../ui/language.ts'
import { Card, Page } from '../../ui/page.tsx'
import { useMe } from '../../ui/session.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import { AREAS, PERMISSION_NAMES } from '../permission-names.ts'
import { ROLE_NAMES } from '../refusals.ts'
import { may } from '../roles.ts'
import './access.css'

const TITLE = { zh: '角色与权限', en: 'Roles' } as const

/** Every permission against every role. */
function Matrix({ mine }: { mine: string }) {
  const t = useText()
  return (
    <div className="scroll" role="region" aria-label={t(TITLE)} tabIndex={0}>
      <table className="plain matrix">
        <thead><tr><th scope="col">{t({ zh: '能做什么', en: 'What may be done' })}</th>{ROLES.map(role => <th key={role} scope="col" className={role === mine ? 'mine' : ''}>{t(ROLE_NAMES[role])}</th>)}</tr></thead>
        {AREAS.map(area => (
          <tbody key={area.id}>
            <tr className="area"><th scope="rowgroup" colSpan={ROLES.length + 1}>{t(area.name)}</th></tr>
            {area.permissions.map(permission => (
              <tr key={permission}>
                <th scope="row">{t(PERMISSION_NAMES[permission])}</th>
                {ROLES.map(role => <td key={role} className={role === mine ? 'mine' : ''}>{may(role, permission) ? <><span aria-hidden>✓</span><span className="hidden">{t({ zh: '可以', en: 'May' })}</span></> : null}</td>)}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

/** One role at a time: for a phone. */
function OneRole({ mine }: { mine: Role }) {
  const t = useText()
  const [role, setRole] = useState<Role>(mine)
  return (
    <div className="stack">
      <label>{t({ zh: '角色', en: 'Role' })}<select className="field" value={role} onChange={event => setRole(event.target.value as Role)}>{ROLES.map(each => <option key={each} value={each}>{t(ROLE_NAMES[each])}</option>)}</select></label>
      <div className="powers">
        {AREAS.map(area => ({ ...area, own: area.permissions.filter(permission => may(role, permission)) })).filter(area => area.own.length > 0).map(area => (
          <section key={area.id}><h2>{t(area.name)}</h2><ul>{area.own.map(permission => <li key={permission} className="tag wrap">{t(PERMISSION_NAMES[permission])}</li>)}</ul></section>
        ))}
      </div>
    </div>
  )
}

/** What each role may do: read from the very table that the program goes by. */
export function RolesPage() {
  const t = useText()
  const narrow = useNarrow()
  const me = useMe()
  const mine = ROLES.find(role => role === me.role)!
  return (
    <Page title={TITLE} note={t({ zh: '程序就按这张表放行，改不了', en: 'The program goes by this very table; it cannot be changed here' })}>
      <p className="notice">{t({
        zh: '钱要过两个人的手：没有一个角色既能编制又能批准。系统、安全、审计三个管理员互相分开，都看不到人员，也不批准任何事。',
        en: 'Money passes two pairs of hands: no role both prepares and approves. The system, security and audit administrators are apart from one another, see no person and approve nothing.',
      })}</p>
      <Card>{narrow ? <OneRole mine={mine} /> : <Matrix mine={mine} />}</Card>
    </Page>
  )
}
