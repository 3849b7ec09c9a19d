import { useEffect, useId, useLayoutEffect, useRef, useState, type CSSProperties } from 'react'
import { useText } from '../../ui/language.ts'
import type { TourStep } from '../tour/tour.ts'
import './tour.css'

/** So far the words stand from what they speak of, and from the edge of the screen. */
const GAP = 14

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** What is seen of an element; something longer than the screen is seen to its edge. */
function boxOf(element: Element): Box {
  const { left, top, right, bottom } = element.getBoundingClientRect()
  const [from, to] = [{ left: Math.max(4, left), top: Math.max(4, top) }, { right: Math.min(innerWidth - 4, right), bottom: Math.min(innerHeight - 4, bottom) }]
  return { ...from, width: to.right - from.left, height: to.bottom - from.top }
}

const inside = (value: number, size: number, whole: number): number => Math.max(GAP, Math.min(value, whole - size - GAP))

/** Below, beside or above, wherever there is room; else at the foot of the screen. */
function placeOf(box: Box, width: number, height: number): CSSProperties {
  const [below, right, above] = [box.top + box.height + GAP, box.left + box.width + GAP, box.top - GAP - height]
  if (below + height + GAP <= innerHeight) return { top: below, left: inside(box.left, width, innerWidth) }
  if (right + width + GAP <= innerWidth) return { top: inside(box.top, height, innerHeight), left: right }
  if (above >= GAP) return { top: above, left: inside(box.left, width, innerWidth) }
  return { top: innerHeight - height - GAP, left: inside(box.left, width, innerWidth) }
}

/** Brings a step's thing into sight, and says where it and the words about it stand while the window changes. */
function usePlace(at: string) {
  const words = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ box: Box; words: CSSProperties }>()
  useLayoutEffect(() => {
    const thing = document.querySelector(at)
    thing?.scrollIntoView({ block: 'nearest', inline: 'center' })
    const look = () => {
      if (!thing || !words.current) return setPlace(undefined)
      const box = boxOf(thing)
      setPlace({ box, words: placeOf(box, words.current.offsetWidth, words.current.offsetHeight) })
    }
    look()
    window.addEventListener('resize', look)
    return () => window.removeEventListener('resize', look)
  }, [at])
  return { words, place }
}

/** The tour of the desk: what stands there, one thing after the other. The page behind it waits; Esc ends it. */
export function Tour({ steps, end }: { steps: readonly TourStep[]; end: () => void }) {
  const t = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const [title, text] = [useId(), useId()]
  const [index, setIndex] = useState(0)
  const step = steps[index]!
  const { words, place } = usePlace(step.at)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  // Whoever hears the page hears each step when it comes.
  useEffect(() => heading.current?.focus(), [index])
  const isLast = index === steps.length - 1
  return (
    <dialog className="tour" ref={dialog} aria-labelledby={title} aria-describedby={text} onCancel={event => { event.preventDefault(); end() }}>
      {place ? <div className="ring" style={place.box} /> : <div className="ring none" />}
      <div className="words" ref={words} style={place?.words}>
        <p className="muted">{t({ zh: `第 ${index + 1} 步，共 ${steps.length} 步`, en: `Step ${index + 1} of ${steps.length}` })}</p>
        <h2 id={title} ref={heading} tabIndex={-1}>{t(step.title)}</h2>
        <p id={text}>{t(step.text)}</p>
        <div className="row">
          <button type="button" className="link" onClick={end}>{isLast ? t({ zh: '关闭', en: 'Close' }) : t({ zh: '不看了', en: 'Skip the tour' })}</button>
          <span className="more">
            {index > 0 ? <button type="button" className="btn" onClick={() => setIndex(index - 1)}>{t({ zh: '上一步', en: 'Back' })}</button> : null}
            <button type="button" className="btn go" onClick={() => (isLast ? end() : setIndex(index + 1))}>{isLast ? t({ zh: '开始工作', en: 'Start work' }) : t({ zh: '下一步', en: 'Next' })}</button>
          </span>
        </div>
      </div>
    </dialog>
  )
}
