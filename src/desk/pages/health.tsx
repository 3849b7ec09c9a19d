import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { actorName } from '../../base/actor.ts'
import { momentOf } from '../../base/day.ts'
import { counted } from '../../base/english.ts'
import { get } from '../../ui/api.ts'
import { Go } from '../../ui/go.tsx'
import { Fingerprint } from '../../ui/fingerprint.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { Card, Page, Tag, type Tone } from '../../ui/page.tsx'
import { useMay, useMe } from '../../ui/session.ts'
import { Shown } from '../../ui/states.tsx'
import { CLOCK_MILLISECONDS_MAX, sizeWords, type Health } from '../health/health.ts'
import { BackupCard } from './backup-card.tsx'
import './health.css'

/** What the browser's clock said when the answer came: the server's own clock is held against it. */
type Looked = Health & { readonly browser_now: number }
const look = async (): Promise<Looked> => {
  const health = await get<Health>('/administration/health')
  return { ...health, browser_now: Date.now() }
}

const FINE = { zh: '正常', en: 'Fine' } as const
const LOOK = { zh: '要看一看', en: 'Look at it' } as const

/** One thing that may be well or not, its number, and what to do when it is not. */
function Part({ title, isFine, value, children }: { title: Words; isFine: boolean; value: ReactNode; children?: ReactNode }) {
  const t = useText()
  const tone: Tone = isFine ? 'ok' : 'late'
  return (
    <Card title={title} more={<Tag tone={tone}>{t(isFine ? FINE : LOOK)}</Tag>} className="health">
      <p className="figure">{value}</p>
      {children}
    </Card>
  )
}

const secondsOf = (milliseconds: number): number => Math.round(Math.abs(milliseconds) / 1000)

function Clock({ health }: { health: Looked }) {
  const t = useText()
  const { demo } = useMe()
  const { database_ahead_milliseconds: database, went_back } = health.clock
  const browser = health.browser_now - Date.parse(health.clock.now)
  const isFine = !went_back && [database, browser].every(each => Math.abs(each) <= CLOCK_MILLISECONDS_MAX)
  return (
    <Part title={{ zh: '时钟', en: 'Clock' }} isFine={isFine} value={momentOf(health.clock.now)}>
      <p>{t({ zh: `与数据库差 ${secondsOf(database)} 秒，与这台电脑差 ${secondsOf(browser)} 秒。`, en: `${secondsOf(database)} s from the database’s, ${secondsOf(browser)} s from this computer’s.` })}</p>
      {went_back ? <p>{t({ zh: '日志里有比现在还晚的记录：时钟被往回拨过。', en: 'The journal holds entries later than now: the clock was put back.' })}</p> : null}
      {isFine ? null : <p>{t({ zh: '请校准服务器的时间：期限、公示和日志都以它为准。', en: 'Set the server’s time right: days due, notices and the journal go by it.' })}</p>}
      {demo ? <p className="muted">{t({ zh: '示例数据库自己的日子停在虚构历史结束的那天。', en: 'A demo’s own day stands where its invented history ends.' })}</p> : null}
    </Part>
  )
}

function Comparison({ comparison }: { comparison: Health['comparison'] }) {
  const t = useText()
  const mayOpen = useMay('payment.read')
  if (comparison === null) {
    return <Part title={{ zh: '夜间核对', en: 'Nightly comparison' }} isFine value={t({ zh: '还没有核对过', en: 'Not yet' })}><p className="muted">{t({ zh: '每天夜里两点以后自动核对。', en: 'It is done every night after two.' })}</p></Part>
  }
  const { at, by, lines, replayed, differences, late } = comparison
  return (
    <Part title={{ zh: '夜间核对', en: 'Nightly comparison' }} isFine={!late && differences === 0} value={t({ zh: `${differences} 处不一致`, en: `${counted(differences, 'difference')}` })}>
      <p>{t({ zh: `${momentOf(at)} ${by}：核对 ${lines} 行，再算 ${replayed} 行。`, en: `${momentOf(at)}, ${actorName(by).en}: ${counted(lines, 'line')} compared, ${replayed} reckoned again.` })}</p>
      {late ? <p>{t({ zh: '昨夜没有核对：程序当时可能没有开着。', en: 'It did not run last night: the program may have been off.' })}</p> : null}
      {mayOpen ? <p><Go to="/differences">{t({ zh: '看是哪些', en: 'See which' })}</Go></p> : differences > 0 ? <p className="muted">{t({ zh: '由经办、县双拥办办理。', en: 'The clerk and the county office settle them.' })}</p> : null}
    </Part>
  )
}

const KINDS: Readonly<Record<Health['database']['kind'], Words>> = { embedded: { zh: '内置数据库', en: 'Embedded database' }, server: { zh: '数据库服务器', en: 'Database server' } }

/** How the program is: what needs somebody to look at it stands out. */
export function HealthPage() {
  const t = useText()
  const mayBackUp = useMay('backup.make')
  const asked = useQuery({ queryKey: ['health'], queryFn: look, staleTime: 0 })
  return (
    <Page title={{ zh: '系统运行', en: 'Health' }} note={t({ zh: '有“要看一看”的，请按说明办', en: 'Where it says “look at it”, do as it says' })}>
      <Shown asked={asked}>{health => (<>
        <div className="healths">
          <Part title={{ zh: '数据库', en: 'Database' }} isFine value={sizeWords(health.database.bytes)}><p>{t(KINDS[health.database.kind])} · PostgreSQL {health.database.version}</p></Part>
          <Part title={{ zh: '磁盘', en: 'Disk' }} isFine={!health.disk.low} value={t({ zh: `还有 ${sizeWords(health.disk.free_bytes)}`, en: `${sizeWords(health.disk.free_bytes)} free` })}>
            <p>{t({ zh: `共 ${sizeWords(health.disk.total_bytes)}`, en: `Of ${sizeWords(health.disk.total_bytes)}` })}</p>
            {health.disk.low ? <p>{t({ zh: '快满了：请腾出空间，否则会停在半路。', en: 'Nearly full: make room, or work will stop half way.' })}</p> : null}
          </Part>
          <Comparison comparison={health.comparison} />
          <Clock health={health} />
          <Part title={{ zh: '日志', en: 'Journal' }} isFine value={t({ zh: `${health.journal.number} 条`, en: `${counted(health.journal.number, 'entry')}` })}>
            <div>{t({ zh: '链头 ', en: 'Head ' })}<Fingerprint value={health.journal.hash} /></div>
          </Part>
          <Part title={{ zh: '程序', en: 'Program' }} isFine value={health.program.version}>
            <p>{t({ zh: `${momentOf(health.program.started_at)} 启动，Node ${health.program.runtime}`, en: `Started ${momentOf(health.program.started_at)}, Node ${health.program.runtime}` })}</p>
          </Part>
        </div>
        {mayBackUp ? <BackupCard now={health.office_now} /> : null}
      </>)}</Shown>
    </Page>
  )
}
