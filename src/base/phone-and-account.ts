import type { Text } from './result.ts'

/** A number as people type it, without blanks and hyphens. */
export const digitsOf = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/g, '')

/** A telephone number as it is kept: the country's own code says nothing here. */
export const phoneOf = (text: string): string => digitsOf(text).replace(/^\+?86(?=1\d{10}$)/, '')

/** A mobile, or a fixed line with its area code or without. */
export const isPhone = (text: string): boolean => /^(?:1\d{10}|0\d{9,11}|\d{7,8})$/.test(phoneOf(text))

/** Cards have 16 to 19 digits, passbooks and companies' accounts others; the banks' clearing carries at most 32 characters. */
export const isAccount = (text: string): boolean => /^\d{8,32}$/.test(digitsOf(text))

export const PHONE_FAULT = {
  zh: '电话应为 11 位手机号，或固定电话（可带区号）', en: 'a telephone number is a mobile of 11 digits, or a fixed line, with its area code or without',
} as const satisfies Text
export const PHONE_LEGAL = ['11 位手机号', '区号-固定电话'] as const

export const ACCOUNT_FAULT = { zh: '银行账号应为 8 至 32 位数字', en: 'a bank account has 8 to 32 digits' } as const satisfies Text
export const ACCOUNT_LEGAL = ['8 至 32 位数字'] as const
