import type { Refusal } from '../../base/result.ts'

export const countyApproves = (place: string): Refusal => ({
  code: 'forbidden', place: 'run.approver', value: place, legal: ['county-office'],
  message: { zh: `${place} 的发放批次由县里审批。`, en: `The runs of ${place} are approved by the county.` },
  next: { zh: '请县双拥办审批。', en: 'Ask the county office to approve it.' },
})

export const countyLifts = (place: string): Refusal => ({
  code: 'forbidden', place: 'value', value: 'township', legal: ['county-office'],
  message: { zh: `${place} 的审批现在归县里，只有县双拥办可以放回镇里。`, en: `The county approves the runs of ${place}; its office alone can give that back to the township.` },
})
