import type { Refusal } from '../../base/result.ts'

export const countyApproves = (place: string): Refusal => ({
  code: 'forbidden', place: 'run.approver', value: place, legal: ['county-office'],
  message: { zh: `${place} 的发放批次由县里审批。`, en: `The runs of ${place} are approved by the county.` },
  next: { zh: '请县双拥办审批。', en: 'Ask the county office to approve it.' },
})

export const noPayingAccount = (place: string, format: string): Refusal => ({
  code: 'missing', place: 'setting.paying-account', value: place,
  message: { zh: `${place} 没有设置付款账户，“${format}”这种代发文件要写明从哪个账户付款。`, en: `No paying account is set for ${place}; the bank file "${format}" names the account that pays.` },
  next: { zh: '请领导或县双拥办在“发放设置”里设置付款账户，或换一种不写付款账户的代发文件。', en: 'The leader or the county office sets it under "How places pay"; or take a bank file that does not name it.' },
})

export const countyLifts = (place: string): Refusal => ({
  code: 'forbidden', place: 'value', value: 'township', legal: ['county-office'],
  message: { zh: `${place} 的审批现在归县里，只有县双拥办可以放回镇里。`, en: `The county approves the runs of ${place}; its office alone can give that back to the township.` },
})
