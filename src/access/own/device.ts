import type { Text } from '../../base/result.ts'

/** Browsers call themselves by each other's names; the first that fits is the one. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [[/Edg\//, 'Edge'], [/QQBrowser/, 'QQ'], [/MicroMessenger/, 'WeChat'], [/Firefox\//, 'Firefox'], [/Chrom(e|ium)\//, 'Chrome'], [/Safari\//, 'Safari']]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [[/Windows/, 'Windows'], [/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux']]

const named = (names: readonly (readonly [RegExp, string])[], agent: string): string | undefined => names.find(([pattern]) => pattern.test(agent))?.[1]

/** What a browser says it is, in words by which its owner knows it. */
export function deviceName(agent: string | null): Text {
  const [browser, system] = [named(BROWSERS, agent ?? ''), named(SYSTEMS, agent ?? '')]
  if (browser === undefined && system === undefined) return { zh: '不明的设备', en: 'Unknown device' }
  return { zh: `${browser ?? '浏览器'}${system ? `，${system}` : ''}`, en: `${browser ?? 'a browser'}${system ? ` on ${system}` : ''}` }
}
