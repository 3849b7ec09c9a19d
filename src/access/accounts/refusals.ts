import { inSentence } from '../../base/english.ts'
import type { Refusal } from '../../base/result.ts'
import { ROLE_NAMES } from '../refusals.ts'
import type { AccountListRow } from './store.ts'

export const noSuchAccount = (id: string): Refusal => ({
  code: 'not-found', place: 'account', value: id, message: { zh: '您的辖区里没有这个账号。', en: 'There is no such account in your area.' },
})

export const loginTaken = (login: string): Refusal => ({
  code: 'duplicate', place: 'login', value: login,
  message: { zh: `账号“${login}”已经有人用了。`, en: `The login ${login} is taken.` }, next: { zh: '请换一个，停用的账号也不能重用。', en: 'Choose another; a disabled one is not used again either.' },
})

export const noSuchPlace = (code: string): Refusal => ({
  code: 'invalid', place: 'place', value: code, message: { zh: `${code} 不是您辖区内现有的县、乡镇或村。`, en: `${code} is no place of your area that still stands.` },
})

export const ownAccount: Refusal = {
  code: 'same-person', place: 'account',
  message: { zh: '自己的角色、辖区和停用要由另一位安全管理员来改。', en: 'One’s own role, place and state are changed by another security administrator.' },
}

export const lastAdministrator: Refusal = {
  code: 'state', place: 'role',
  message: { zh: '这是最后一位安全管理员，改了就没有人能管账号了。', en: 'This is the last security administrator: nobody could keep accounts any more.' },
  next: { zh: '请先设立另一位安全管理员。', en: 'Add another security administrator first.' },
}

export const accountClosed: Refusal = {
  code: 'state', place: 'account', message: { zh: '这个账号已停用。', en: 'This account is disabled.' }, next: { zh: '请先启用。', en: 'Enable it first.' },
}
export const accountOpen: Refusal = { code: 'state', place: 'account', message: { zh: '这个账号没有停用。', en: 'This account is not disabled.' } }
export const notLocked: Refusal = { code: 'state', place: 'account', message: { zh: '这个账号没有锁定，或者锁定时间已过。', en: 'This account is not locked, or no longer.' } }
export const ownPassword: Refusal = {
  code: 'same-person', place: 'account', message: { zh: '自己的密码在“我的账号”里换。', en: 'Change your own password under My account.' },
}

/** Who comes second is told what stands there now, and by whom; what they typed is still in their form. */
export const accountChanged = (now: AccountListRow, by: string, place: string): Refusal => ({
  code: 'conflict', place: 'version', value: now.version,
  message: {
    zh: `您打开之后，${by}改过这个账号，现在是：${now.name}，${ROLE_NAMES[now.role].zh}，${place}${now.closed_at ? '，停用' : ''}。这次没有保存。`,
    en: `Since you opened it ${by} changed this account. It now says: ${now.name}, ${inSentence(ROLE_NAMES[now.role].en)}, ${place}${now.closed_at ? ', disabled' : ''}. Nothing was saved.`,
  },
  next: { zh: '您填写的还在；看过之后再按一次保存，就按您填写的改。', en: 'What you typed is still here; press Save again to make it so after all.' },
})
