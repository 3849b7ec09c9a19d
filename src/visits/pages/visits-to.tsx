import { useQuery } from '@tanstack/react-query'
import { counted } from '../../base/english.ts'
import { get } from '../../ui/api.ts'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card } from '../../ui/page.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import type { PastVisit } from '../planned/store.ts'
import { givenWords } from './words.ts'
import './visits.css'

/** Who came to a person's home, with what, and what was heard there. */
export function VisitsTo({ person }: { person: string }) {
  const t = useText()
  const asked = useQuery({ queryKey: ['visits', 'to', person], queryFn: () => get<readonly PastVisit[]>(`/visits/of/${person}`) })
  return (
    <Card title={{ zh: '走访慰问', en: 'Visits' }}>
      <Shown asked={asked}>{visits => (visits.length === 0 ? <Empty words={{ zh: '还没有走访过这一户。', en: 'Nobody has visited this household yet.' }} /> : (
        <ul className="past">
          {visits.map(visit => (
            <li key={visit.id}>
              <span className="num nowrap">{visit.visited_on}</span>
              <div>
                <Go to={`/rounds/${visit.round}`}>{visit.round_name}</Go> <b>{t(givenWords(visit.cash_fen, visit.goods))}</b>
                <small>
                  {t({ zh: `${visit.visitors.join('、')} 走访`, en: `By ${visit.visitors.join(', ')}` })}
                  {visit.signed_by ? t({ zh: ` · ${visit.signed_by} 签收`, en: ` · signed by ${visit.signed_by}` }) : ''}{visit.proofs > 0 ? t({ zh: ` · 佐证 ${visit.proofs} 份`, en: ` · ${counted(visit.proofs, 'proof')}` }) : ''}
                </small>
                {visit.hardship ? <p>{t({ zh: '困难：', en: 'Hardship: ' })}{visit.hardship}</p> : null}
                {visit.wish ? <p>{t({ zh: '心愿：', en: 'Wish: ' })}{visit.wish}</p> : null}
              </div>
            </li>
          ))}
        </ul>
      ))}</Shown>
    </Card>
  )
}
