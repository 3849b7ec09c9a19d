import { proofTooLarge } from '../base/proof-size.ts'
import type { Text } from '../base/result.ts'

/** The longer side of a photo that is kept: enough to read a signature. */
const SIDE_MAX = 1600
const QUALITY = 0.82

export type Picture = { readonly media_type: 'image/jpeg' | 'image/png'; readonly base64: string }

const UNREADABLE: Text = { zh: '这张照片读不出来，请重拍一张，或换一张 JPG、PNG 照片。', en: 'This photo cannot be read; take it again, or choose a JPG or PNG.' }
const HEIC: Text = {
  zh: '这是 HEIC 格式的照片，这个浏览器读不了。请按“拍照”当场重拍；或在手机“设置 > 相机 > 格式”里选“兼容性最佳”，以后拍的就是 JPG。',
  en: 'This photo is in HEIC format, which this browser cannot read. Take it here with the camera, or choose "Most compatible" under Settings > Camera > Formats.',
}

/** `ftyp` with one of the brands that phones give HEIC. */
async function isHeic(file: Blob & { readonly name?: string }): Promise<boolean> {
  const head = String.fromCharCode(...new Uint8Array(await file.slice(4, 12).arrayBuffer()))
  return /^ftyp(hei|hev|mif1|msf1)/.test(head) || /\.hei[cf]$/i.test(file.name ?? '')
}

/**
 * A file as it can be kept, none too large: HEIC, which few programs read, becomes JPEG where this browser can; a sentence for whoever chose it where it cannot.
 * Every other file stays as it is.
 */
export async function readable(file: File): Promise<File | Text> {
  if (!await isHeic(file)) return proofTooLarge(file.size)?.message ?? file
  const picture = await redrawn(file)
  if (!('base64' in picture)) return picture
  return new File([Uint8Array.from(atob(picture.base64), letter => letter.charCodeAt(0))], file.name.replace(/\.\w+$/, '.jpg'), { type: picture.media_type })
}

export const pictureOf = (canvas: HTMLCanvasElement, media_type: Picture['media_type']): Picture =>
  ({ media_type, base64: canvas.toDataURL(media_type, QUALITY).split(',')[1]! })

/**
 * A photo drawn anew, no larger than needed: only what is seen goes on; where, when and with what it was taken stays behind.
 * A sentence for whoever chose it when it cannot be read.
 */
export async function redrawn(file: File): Promise<Picture | Text> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined)
  if (!bitmap) return await isHeic(file) ? HEIC : UNREADABLE
  const scale = Math.min(1, SIDE_MAX / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return pictureOf(canvas, 'image/jpeg')
}
