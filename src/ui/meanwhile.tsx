import { useState } from 'react'
import { Refused } from './api.ts'
import { useText, type Words } from './language.ts'
import './meanwhile.css'

type Versioned = { readonly version: number }

/**
 * Two people change one record: the second is told what the first changed, and what the second typed stays in the form.
 * `opened` is the record as the form was opened with it, however often the page behind reads it anew; `guard` sends with its version, and
 * once a change of somebody else was shown, with theirs.
 */
export function useMeanwhile<T extends Versioned>(record: T, load: () => Promise<T>) {
  const [opened] = useState(record)
  const [theirs, setTheirs] = useState<T>()
  const guard = async <A,>(send: (version: number) => Promise<A>): Promise<A> => {
    try {
      return await send((theirs ?? opened).version)
    } catch (error) {
      if (error instanceof Refused && error.refusals.some(refusal => refusal.code === 'conflict')) setTheirs(await load())
      throw error
    }
  }
  return { opened, theirs, guard }
}

export type Compared<T> = { readonly label: Words; readonly of: (record: T) => string }

/** What somebody else changed since the form was opened: old and new of each part that differs. */
export function Meanwhile<T>({ opened, theirs, parts }: { opened: T; theirs: T | undefined; parts: readonly Compared<T>[] }) {
  const t = useText()
  if (theirs === undefined) return null
  const changed = parts.filter(part => part.of(opened) !== part.of(theirs))
  return (
    <div className="notice meanwhile" role="status">
      <b>{t({ zh: '别人刚才改成了这样：', en: 'Somebody else has just made it so:' })}</b>
      <ul>{changed.map((part, index) => <li key={index}>{t(part.label)}{t({ zh: '：', en: ': ' })}<s>{part.of(opened) || '–'}</s> → <b>{part.of(theirs) || '–'}</b></li>)}</ul>
      <p>{t({ zh: '您填的还在。再保存一次，就以您填的为准；取消，就保留对方的。', en: 'What you typed is still here. Save again and yours stands; cancel and theirs does.' })}</p>
    </div>
  )
}
