import type { Text } from '../base/result.ts'
import { PERMISSIONS, type Permission } from './roles.ts'

/** What each permission lets somebody do, in words. */
export const PERMISSION_NAMES: Readonly<Record<Permission, Text>> = {
  'roster.read': { zh: '看名册', en: 'See the roster' },
  'roster.write': { zh: '登记、修改人员', en: 'Enter and change people' },
  'roster.import': { zh: '导入表格', en: 'Import sheets' },
  'roster.reveal': { zh: '查看完整的证号、账号、电话', en: 'See whole numbers' },
  'roster.confirm': { zh: '做年度确认', en: 'Confirm people each year' },
  'roster.decide': { zh: '决定停发、恢复', en: 'Decide on stopping and resuming' },
  'roster.account-propose': { zh: '提出账户变更', en: 'Propose a change of account' },
  'roster.account-decide': { zh: '决定账户变更', en: 'Decide on a change of account' },
  'ledger.read': { zh: '看资金', en: 'See funds' },
  'ledger.fund': { zh: '登记资金、物资', en: 'Enter funds and goods' },
  'ledger.decide': { zh: '决定资金调剂', en: 'Decide on transfers' },
  'payment.read': { zh: '看发放', en: 'See payments' },
  'payment.prepare': { zh: '编制批次', en: 'Prepare runs' },
  'payment.check': { zh: '复核批次', en: 'Check runs' },
  'payment.approve': { zh: '批准批次', en: 'Approve runs' },
  'payment.send': { zh: '送银行', en: 'Send to the bank' },
  'payment.confirm': { zh: '登记回盘', en: 'Enter the bank’s answer' },
  'payment.settings': { zh: '定发放日、批准人', en: 'Set due days and approvers' },
  'payment.compare': { zh: '核对账目', en: 'Compare the books' },
  'payment.write-off': { zh: '核销应收', en: 'Write receivables off' },
  'plan.read': { zh: '看计划', en: 'See the plan' },
  'plan.write': { zh: '安排、办结任务', en: 'Set and close tasks' },
  'organization.read': { zh: '看领导小组', en: 'See the leading group' },
  'organization.write': { zh: '登记人员调整、会议', en: 'Enter its changes and meetings' },
  'visits.read': { zh: '看走访', en: 'See visits' },
  'visits.write': { zh: '登记走访', en: 'Record visits' },
  'activity.read': { zh: '看活动', en: 'See activities' },
  'activity.write': { zh: '登记活动', en: 'Record activities' },
  'evidence.read': { zh: '看佐证', en: 'See evidence' },
  'evidence.write': { zh: '上传佐证', en: 'Upload evidence' },
  'figures.read': { zh: '看统计', en: 'See figures' },
  'documents.read': { zh: '看公文', en: 'See documents' },
  'documents.write': { zh: '起草、办理公文', en: 'Write and issue documents' },
  'journal.read': { zh: '看操作日志', en: 'See the journal' },
  'accounts.manage': { zh: '管账号', en: 'Keep accounts' },
  'places.read': { zh: '看辖区', en: 'See places' },
  'places.manage': { zh: '设立、更名、合并辖区', en: 'Add, rename and merge places' },
  'backup.make': { zh: '做备份、取走备份', en: 'Make backups and carry them away' },
  'health.read': { zh: '看系统运行情况', en: 'See how the program is' },
  'law.read': { zh: '看政策', en: 'See the law' },
  'law.propose': { zh: '录入标准', en: 'Enter rates' },
  'law.approve': { zh: '批准标准', en: 'Approve rates' },
  'disclosure.read': { zh: '看公示', en: 'See notices' },
  'disclosure.prepare': { zh: '拟公示', en: 'Prepare notices' },
  'disclosure.publish': { zh: '发布公示', en: 'Publish notices' },
  'disclosure.object': { zh: '登记异议', en: 'Enter objections' },
  'disclosure.answer': { zh: '答复异议', en: 'Answer objections' },
}

const AREA_NAMES: Readonly<Record<string, Text>> = {
  roster: { zh: '名册', en: 'Roster' }, ledger: { zh: '资金', en: 'Funds' }, payment: { zh: '发放', en: 'Payment' }, plan: { zh: '计划', en: 'Plan' },
  organization: { zh: '组织', en: 'Organization' }, visits: { zh: '走访', en: 'Visits' }, activity: { zh: '活动', en: 'Activities' }, evidence: { zh: '佐证', en: 'Evidence' },
  figures: { zh: '统计', en: 'Figures' }, documents: { zh: '公文', en: 'Documents' }, journal: { zh: '日志', en: 'Journal' }, accounts: { zh: '账号', en: 'Accounts' },
  places: { zh: '辖区', en: 'Places' }, backup: { zh: '备份', en: 'Backup' }, health: { zh: '运行', en: 'Health' }, law: { zh: '政策', en: 'Law' }, disclosure: { zh: '公示', en: 'Notices' },
}

/** The permissions by the area they belong to, in the order of roles.ts. */
export const AREAS: readonly { readonly id: string; readonly name: Text; readonly permissions: readonly Permission[] }[] =
  [...Map.groupBy(PERMISSIONS, permission => permission.split('.')[0]!)].map(([id, permissions]) => ({ id, name: AREA_NAMES[id] ?? { zh: id, en: id }, permissions }))
