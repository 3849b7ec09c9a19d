import { Button, Drawer } from 'antd'
import { counted } from '../../base/english.ts'
import { yuanGrouped } from '../../base/money.ts'
import { send } from '../../ui/api.ts'
import { SchemaForm, type Field } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { usePlaceName } from '../../ui/places.ts'
import { StepButton } from '../../ui/step-button.tsx'
import { closingOf, HOUSEHOLD_STATES, needsNote, type Closing } from '../planned/planned.ts'
import { roundMove } from '../schemas.ts'
import { givenWords } from './words.ts'
import { NoFund, useFund, type OpenRound } from './round-money.tsx'

function Sums({ closing, fund }: { closing: Closing; fund: string | undefined }) {
  const t = useText()
  const { planned_fen, given_fen, remains_fen, unposted_fen, households } = closing
  return (
    <>
      <dl className="pairs">
        <dt>{t({ zh: `计划 ${households} 户`, en: `Planned for ${counted(households, 'household')}` })}</dt><dd className="num">{yuanGrouped(planned_fen)} {t({ zh: '元', en: 'yuan' })}</dd>
        <dt>{t({ zh: '实发', en: 'Given' })}</dt><dd className="num">{yuanGrouped(given_fen)} {t({ zh: '元', en: 'yuan' })}</dd>
        {closing.goods_planned.map(({ name, item, quantity }) => (
          <div key={item ?? name} style={{ display: 'contents' }}>
            <dt>{name}</dt><dd>{t({ zh: `计划 ${quantity}，实发 ${closing.goods_given.find(each => (each.item ?? each.name) === (item ?? name))?.quantity ?? 0}`, en: `planned ${quantity}, given ${closing.goods_given.find(each => (each.item ?? each.name) === (item ?? name))?.quantity ?? 0}` })}</dd>
          </div>
        ))}
      </dl>
      {fund === undefined ? null : (
        <p className="notice">
          {remains_fen >= 0 ? t({ zh: `余 ${yuanGrouped(remains_fen)} 元没有支出，回到“${fund}”，别的用处可以用。`, en: `${yuanGrouped(remains_fen)} yuan were not spent and are free again in "${fund}".` })
            : t({ zh: `比计划多发 ${yuanGrouped(-remains_fen)} 元，从“${fund}”支出。`, en: `${yuanGrouped(-remains_fen)} yuan more than planned came out of "${fund}".` })}
          {unposted_fen > 0 ? t({ zh: `村里登记的 ${yuanGrouped(unposted_fen)} 元，结束时入账。`, en: ` ${yuanGrouped(unposted_fen)} yuan recorded by villages are posted now.` }) : ''}
        </p>
      )}
    </>
  )
}

/** Who was not reached, and who got something else than the standard. */
export function Differences({ round, closing }: { round: OpenRound; closing: Closing }) {
  const t = useText()
  const placeName = usePlaceName()
  if (!needsNote(closing)) return <p className="muted">{t({ zh: '和计划一致，没有差别。', en: 'All as planned.' })}</p>
  return (
    <ul className="round-differences">
      {closing.unreached.map(({ id, head, place, state, planned }) => (
        <li key={id}><b>{head}</b> <span className="muted">{placeName(place)}</span> {t(state === 'planned' ? { zh: '没有走访', en: 'not visited' } : HOUSEHOLD_STATES[state])}{planned?.tried_note ? `：${planned.tried_note}` : ''}</li>
      ))}
      {closing.otherwise.map(({ id, head, place, visit, planned }) => (
        <li key={id}>
          <b>{head}</b> <span className="muted">{placeName(place)}</span> {planned ? '' : t({ zh: '不在计划内，', en: 'not planned, ' })}
          {t({ zh: '实发 ', en: 'given ' })}{visit ? t(givenWords(visit.cash_fen, visit.goods)) : ''}{t({ zh: '；标准 ', en: '; standard ' })}{t(givenWords(round.cash_each_fen, round.goods_each))}
        </li>
      ))}
    </ul>
  )
}

/** Ending a round: what it comes to, what differs, and why. */
export function CloseRound({ round, close, changed }: { round: OpenRound; close: () => void; changed: () => void }) {
  const t = useText()
  const fund = useFund(round)
  const closing = closingOf(round, round)
  const fields: readonly Field[] = [{
    name: 'note', label: { zh: '差别的原因', en: 'Why it differs' }, kind: 'long',
    help: needsNote(closing) ? { zh: '和计划不一致，要写原因', en: 'This differs from the plan and needs a reason' } : { zh: '没有差别可以不写', en: 'Nothing differs: it may stay empty' },
  }]
  return (
    <Drawer title={t({ zh: '结束这一轮', en: 'End the round' })} open onClose={close} size={560} destroyOnHidden>
      <div className="cols">
        <Sums closing={closing} fund={fund?.name} />
        <Differences round={round} closing={closing} />
        <NoFund round={round} />
        <SchemaForm
          id="close" schema={roundMove} fields={fields} fixed={{ state: 'closed' }}
          submit={async value => { await send('POST', `/rounds/${round.id}/state`, value); changed(); close() }}
          footer={busy => <span className="form-foot"><StepButton type="primary" htmlType="submit" busy={busy}>{t({ zh: '结束', en: 'End it' })}</StepButton><Button onClick={close}>{t({ zh: '取消', en: 'Cancel' })}</Button></span>}
        />
      </div>
    </Drawer>
  )
}
