import { Button } from 'antd'
import { useRef, useState, type ChangeEvent, type PointerEvent } from 'react'
import type { Text } from '../../base/result.ts'
import type { Bound } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { pictureOf, redrawn, type Picture } from '../../ui/photo.ts'

export type Proof = Picture & { readonly kind: 'photo' | 'receipt' }

const PROOFS_MAX = 6
const PAD = { width: 640, height: 260 }

/** The point under a finger, in the pad's own measure. */
function pointOf(event: PointerEvent<HTMLCanvasElement>): [number, number] {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
  return [(event.clientX - left) / width * PAD.width, (event.clientY - top) / height * PAD.height]
}

/** Signing with a finger. */
function SignaturePad({ done, cancel }: { done: (picture: Picture) => void; cancel: () => void }) {
  const t = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [signed, setSigned] = useState(false)
  const down = useRef(false)
  const draw = (event: PointerEvent<HTMLCanvasElement>, begin: boolean) => {
    const pen = event.currentTarget.getContext('2d')
    if (!pen || !(begin || down.current)) return
    if (begin) {
      event.currentTarget.setPointerCapture(event.pointerId)
      down.current = true
      pen.lineWidth = 4
      pen.lineCap = 'round'
      pen.beginPath()
      pen.moveTo(...pointOf(event))
    }
    pen.lineTo(...pointOf(event))
    pen.stroke()
    setSigned(true)
  }
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, PAD.width, PAD.height)
    setSigned(false)
  }
  return (
    <div className="pad">
      <canvas
        ref={canvas} {...PAD} role="img" aria-label={t({ zh: '在这里用手指签名', en: 'Sign here with a finger' })}
        onPointerDown={event => draw(event, true)} onPointerMove={event => draw(event, false)}
        onPointerUp={() => { down.current = false }} onPointerCancel={() => { down.current = false }}
      />
      <span className="add">
        <Button type="primary" disabled={!signed} onClick={() => { if (canvas.current) done(pictureOf(canvas.current, 'image/png')) }}>{t({ zh: '签好了', en: 'Signed' })}</Button>
        <Button onClick={clear}>{t({ zh: '重签', en: 'Again' })}</Button>
        <Button onClick={cancel}>{t({ zh: '不签', en: 'Cancel' })}</Button>
      </span>
    </div>
  )
}

/** What proves a visit: photos, drawn anew on the phone, and a signature on the screen. */
export function ProofInput({ id, value, onChange }: Bound) {
  const t = useText()
  const [signing, setSigning] = useState(false)
  const [fault, setFault] = useState<Text>()
  const [busy, setBusy] = useState(false)
  const proofs = Array.isArray(value) ? value as readonly Proof[] : [] // what this input itself has given on
  const add = (more: readonly Proof[]) => onChange?.([...proofs, ...more].slice(0, PROOFS_MAX))
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...event.target.files ?? []]
    event.target.value = ''
    setBusy(true)
    const read = await Promise.all(files.map(redrawn))
    setBusy(false)
    setFault(read.find((each): each is Text => 'zh' in each))
    add(read.flatMap(each => ('zh' in each ? [] : [{ ...each, kind: 'photo' as const }])))
  }
  return (
    <div className="visit-proofs">
      {fault ? <p role="alert" className="round-over">{t(fault)}</p> : null}
      {proofs.length === 0 ? null : (
        <ul>
          {proofs.map((proof, index) => (
            <li key={index}>
              <img src={`data:${proof.media_type};base64,${proof.base64}`} alt={proof.kind === 'photo' ? t({ zh: `照片 ${index + 1}`, en: `Photo ${index + 1}` }) : t({ zh: '手写签名', en: 'Signature' })} />
              <Button size="small" onClick={() => onChange?.(proofs.filter((_, at) => at !== index))}>{t({ zh: '去掉', en: 'Remove' })}</Button>
            </li>
          ))}
        </ul>
      )}
      {signing ? <SignaturePad done={picture => { add([{ ...picture, kind: 'receipt' }]); setSigning(false) }} cancel={() => setSigning(false)} /> : (
        <span className="add">
          <label className="btn">
            {busy ? t({ zh: '正在处理…', en: 'Working…' }) : t({ zh: '拍照', en: 'Photo' })}
            <input id={id} className="hidden" type="file" accept="image/*" multiple onChange={event => void take(event)} />
          </label>
          <Button onClick={() => setSigning(true)}>{t({ zh: '手写签名', en: 'Sign on the screen' })}</Button>
        </span>
      )}
    </div>
  )
}
