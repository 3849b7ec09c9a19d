import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { BackupFile, BackupReason, BackupState } from '../../backup/backup.ts'
import { momentOf } from '../../base/day.ts'
import { get, send } from '../../ui/api.ts'
import { FileButton } from '../../ui/file-button.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { Card, Tag } from '../../ui/page.tsx'
import { Refusals, refusalsIn, Shown } from '../../ui/states.tsx'
import { sizeWords } from '../health/health.ts'

const LOOK_MILLISECONDS = 1000
const SHOWN = 5
/** Older than this the last night made none. */
const BACKUP_MILLISECONDS_MAX = 36 * 3_600_000
const REASONS: Readonly<Record<BackupReason, Words>> = { nightly: { zh: '每夜', en: 'Nightly' }, asked: { zh: '手工', en: 'By hand' }, command: { zh: '命令行', en: 'Command line' } }

function Running({ running }: { running: NonNullable<BackupState['running']> }) {
  const t = useText()
  const percent = Math.round(running.done / Math.max(1, running.total) * 100)
  return (
    <div className="stack">
      <p role="status">{t({ zh: '正在备份：', en: 'Being made: ' })}{t(running.text)}</p>
      <div className="progress" role="progressbar" aria-label={t({ zh: '备份进度', en: 'Progress of the backup' })} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}><b style={{ width: `${percent}%` }} /></div>
    </div>
  )
}

function Kept({ backups }: { backups: readonly BackupFile[] }) {
  const t = useText()
  if (backups.length === 0) return <p className="muted">{t({ zh: '还没有备份。', en: 'There is none yet.' })}</p>
  return (
    <ul className="backups">
      {backups.slice(0, SHOWN).map(each => (
        <li key={each.name}>
          <b>{each.made_at ? momentOf(each.made_at) : each.name}</b> {each.reason ? <Tag>{t(REASONS[each.reason])}</Tag> : <Tag tone="late">{t({ zh: '读不出来', en: 'Unreadable' })}</Tag>} <span className="muted">{sizeWords(each.bytes)}</span>
          <FileButton path={`/backups/${each.name}`} name={each.name} size="small">{t({ zh: '取走', en: 'Carry away' })}<span className="hidden"> {each.name}</span></FileButton>
        </li>
      ))}
    </ul>
  )
}

/** What was backed up, and a backup at a press, which may be left to itself. */
export function BackupCard({ now }: { now: string }) {
  const t = useText()
  const client = useQueryClient()
  const [error, setError] = useState<unknown>()
  const asked = useQuery({ queryKey: ['backups'], queryFn: () => get<BackupState>('/backups'), staleTime: 0, refetchInterval: query => (query.state.data?.running ? LOOK_MILLISECONDS : false) })
  const make = () => {
    setError(undefined)
    send('POST', '/backups').then(() => client.invalidateQueries({ queryKey: ['backups'] }), setError)
  }
  const newest = asked.data?.backups.find(each => each.made_at !== null)
  const isFine = newest !== undefined && Date.parse(now) - Date.parse(newest.made_at!) < BACKUP_MILLISECONDS_MAX && !asked.data?.last?.fault
  return (
    <Card
      title={{ zh: '备份', en: 'Backups' }} note={asked.data ? t({ zh: `放在 ${asked.data.folder}，每种留 ${asked.data.kept} 份`, en: `In ${asked.data.folder}, ${asked.data.kept} of each kind kept` }) : null}
      more={<><Tag tone={isFine ? 'ok' : 'late'}>{t(isFine ? { zh: '正常', en: 'Fine' } : { zh: '要看一看', en: 'Look at it' })}</Tag><Button type="primary" onClick={make} disabled={Boolean(asked.data?.running)}>{t({ zh: '现在备份', en: 'Make a backup now' })}</Button></>}
    >
      <div className="stack">
        {error ? <Refusals refusals={refusalsIn(error)} /> : null}
        <Shown asked={asked}>{state => (
          <>
            {state.running ? <Running running={state.running} /> : null}
            {state.last?.fault ? <div className="refusals" role="alert"><p><b>{t(state.last.fault)}</b></p></div> : null}
            <Kept backups={state.backups} />
            <p className="muted">{t({ zh: '备份是加密的，里面没有密钥：恢复时要带上密钥文件或恢复口令。最好再拷一份到别的盘、别的屋。', en: 'A backup is sealed and holds no key: restoring takes the key file or the recovery phrase. Keep a copy on another disk, in another room.' })}</p>
          </>
        )}</Shown>
      </div>
    </Card>
  )
}
