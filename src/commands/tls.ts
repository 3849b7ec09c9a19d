import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { RefusedInput, type Refusal, type Text } from '../base/result.ts'
import type { Tls } from '../http/server.ts'

const DAY_MILLISECONDS = 86_400_000
const WARN_DAYS = 30

const fault = (place: string, value: string, message: Text): Refusal => ({ code: 'invalid', place, value, message })

function textOf(place: string, path: string): string | Refusal {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return { code: 'not-found', place, value: path, message: { zh: '没有这个文件，或无权读取。', en: 'There is no such file, or it may not be read.' } }
  }
}

function parsed<T>(refusal: Refusal, read: () => T): T | Refusal {
  try {
    return read()
  } catch {
    return refusal
  }
}

const isRefusal = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'code' in value && 'message' in value

/** What is wrong with a certificate and its key beyond being read. */
function pairFaults(certificate: X509Certificate, key: KeyObject, { cert, now }: { cert: string; now: number }): Refusal[] {
  const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)]
  return [
    ...(certificate.checkPrivateKey(key) ? [] : [fault('--tls-key', cert, { zh: '私钥与证书不是一对。', en: 'The key does not belong to the certificate.' })]),
    ...(now > to ? [fault('--tls-cert', cert, { zh: `证书已于 ${certificate.validTo} 过期，浏览器会拒绝。`, en: `The certificate ended on ${certificate.validTo}; browsers refuse it.` })] : []),
    ...(now < from ? [fault('--tls-cert', cert, { zh: `证书从 ${certificate.validFrom} 起才有效；请看这台机器的时钟。`, en: `The certificate begins on ${certificate.validFrom}; look at this machine’s clock.` })] : []),
  ]
}

/** Reads certificate and key, and says everything that is wrong with them before anybody meets it in a browser. */
export function readTls(cert: string, key: string, now: number, log: (text: string) => void): Tls {
  const [certText, keyText] = [textOf('--tls-cert', cert), textOf('--tls-key', key)]
  const certificate = isRefusal(certText) ? certText : parsed(fault('--tls-cert', cert, { zh: '不是 PEM 格式的证书。', en: 'This is not a certificate in PEM.' }), () => new X509Certificate(certText))
  const secret = isRefusal(keyText) ? keyText : parsed(fault('--tls-key', key, { zh: '不是没有口令的 PEM 私钥。', en: 'This is not a private key in PEM without a password.' }), () => createPrivateKey(keyText))
  const faults = [certificate, secret].filter(isRefusal)
  if (isRefusal(certificate) || isRefusal(secret) || isRefusal(certText) || isRefusal(keyText)) throw new RefusedInput(faults)
  const wrong = pairFaults(certificate, secret, { cert, now })
  if (wrong.length > 0) throw new RefusedInput(wrong)
  const days = Math.floor((Date.parse(certificate.validTo) - now) / DAY_MILLISECONDS)
  if (days < WARN_DAYS) log(`证书还有 ${days} 天到期（${certificate.validTo}），请及时更换。/ the certificate ends in ${days} days.`)
  return { cert: certText, key: keyText }
}
