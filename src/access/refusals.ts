import type { Role } from '../base/actor.ts'
import { inSentence } from '../base/english.ts'
import { refused, type Refusal, type Text } from '../base/result.ts'
import { PASSWORD_KINDS_MIN, PASSWORD_LENGTH_MIN, type passwordFault } from './passwords.ts'
import { ALLOWED, type Permission } from './roles.ts'

export const ROLE_NAMES: Readonly<Record<Role, { zh: string; en: string }>> = {
  'village-worker': { zh: '村级专干', en: 'Village worker' },
  clerk: { zh: '经办', en: 'Clerk' },
  reviewer: { zh: '复核', en: 'Reviewer' },
  leader: { zh: '领导', en: 'Leader' },
  'county-office': { zh: '县双拥办', en: 'County office' },
  auditor: { zh: '审计', en: 'Auditor' },
  'system-administrator': { zh: '系统管理员', en: 'System administrator' },
  'security-administrator': { zh: '安全管理员', en: 'Security administrator' },
  'audit-administrator': { zh: '审计管理员', en: 'Audit administrator' },
}

export function forbidden(role: Role, permission: Permission) {
  const able = Object.entries(ALLOWED).filter(([, allowed]) => allowed.includes(permission)).map(([name]) => ROLE_NAMES[name as Role]) // keys of a Record<Role, ...>
  return refused({
    code: 'forbidden', place: permission, value: role, legal: able.map(name => name.zh),
    message: {
      zh: `${ROLE_NAMES[role].zh}不能做这件事；可以做的角色：${able.map(name => name.zh).join('、')}。`,
      en: `Not for the role ${inSentence(ROLE_NAMES[role].en)}; these roles may: ${able.map(name => inSentence(name.en)).join(', ')}.`,
    },
  })
}

export const signedOut: Refusal = {
  code: 'signed-out', place: 'session',
  message: { zh: '还没有登录，或登录已过期。', en: 'Nobody is signed in, or the session is over.' },
  next: { zh: '请重新登录，已填写的内容不会丢失。', en: 'Sign in again; what you have typed is kept.' },
}

export const wrongSignIn: Refusal = {
  code: 'signed-out', place: 'password',
  message: { zh: '账号或密码不对。', en: 'The login or the password is wrong.' },
  next: { zh: '连续输错五次，账号将锁定十五分钟。', en: 'After five failures the account is locked for fifteen minutes.' },
}

export const lockedOut = (until: Date): Refusal => ({
  code: 'throttled', place: 'login', value: until.toISOString(),
  message: { zh: '输错次数太多，账号已暂时锁定。', en: 'Too many failures: the account is locked for a while.' },
  next: { zh: '请十五分钟后再试，或请安全管理员解锁。', en: 'Try again in fifteen minutes, or ask the security administrator.' },
})

export const sameMoment: Refusal = {
  code: 'conflict', place: '',
  message: { zh: '另一个人刚刚做了同一件事，这次没有保存。', en: 'Somebody else did the same at the same moment; nothing was saved.' },
  next: { zh: '请刷新后看一看，再决定是否重做。', en: 'Reload, look, and decide whether to do it again.' },
}

/** The same command came again: it was done, and what it answered cannot be said a second time. */
export const alreadyDone: Refusal = {
  code: 'duplicate', place: 'command',
  message: { zh: '刚才那一次已经存好了，这次没有重复。', en: 'It was saved the first time; nothing was done twice.' },
  next: { zh: '请刷新，就能看到。', en: 'Reload to see it.' },
}

const WEAK: Readonly<Record<NonNullable<ReturnType<typeof passwordFault>>, Text>> = {
  short: { zh: `密码至少 ${PASSWORD_LENGTH_MIN} 位。`, en: `A password has at least ${PASSWORD_LENGTH_MIN} characters.` },
  plain: { zh: `密码要有大写、小写、数字、符号中的 ${PASSWORD_KINDS_MIN} 种。`, en: `A password is made of ${PASSWORD_KINDS_MIN} kinds: capitals, small letters, digits, signs.` },
  login: { zh: '密码里不要有自己的账号。', en: 'A password does not hold one’s own login.' },
}

export const weakPassword = (place: string, fault: keyof typeof WEAK): Refusal => ({ code: 'invalid', place, message: WEAK[fault] })

/** Somebody whose password was given to them does nothing before they have chosen their own. */
export const passwordFirst: Refusal = {
  code: 'forbidden', place: 'password',
  message: { zh: '现在用的是一次性密码，先换成自己的密码才能办事。', en: 'This is a one-time password: choose your own before anything else.' },
  next: { zh: '请在浏览器里登录，按提示换密码。', en: 'Sign in with a browser and change it there.' },
}
